import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judge } from '../../../../runner/checks/kinds.ts'
import type { Observation } from '../../../../runner/contract/observation.ts'
import type { ActualWorldCheck } from '../../../../runner/contract/rendered.ts'
import type { ExecOptions, ExecResult, Session } from '../../../../runner/contract/session.ts'
import type { Target } from '../../../../runner/contract/target.ts'
import { processesOf } from '../../../fixtures/living.ts'

/** A target, and what a test needs to look at it from outside. */
export interface TargetUnderTest {
  readonly target: Target
  /** With what a session begins: `ready` wherever the target can. */
  readonly machine: 'none' | 'ready'
  /** The file that exports it, for a runner of its own that is killed, and the name that it has there. */
  readonly module: { readonly file: string; readonly name: string }
  /** Whether what a step leaves running ends with the session. */
  readonly endsWhatRuns: boolean
  /** What is there once a session is open in a run's folder, and gone once it is closed. */
  readonly home: (folder: string) => string
  /** Kills the machine of the session in this folder behind its back. Absent: no machine can die. */
  readonly kill?: (folder: string) => void
  /** Which engine answers in a session: one that holds nothing, or none. */
  readonly engine: 'empty' | 'none'
}

export const never = new AbortController().signal

export const open = (
  { target, machine }: Pick<TargetUnderTest, 'target' | 'machine'>,
  folder: string,
  signal = never,
): Promise<Session> => target.open({ folder, machine, signal, onProgress: () => undefined })

export const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'shipshape-target-'))
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 10 })

let steps = 0

/** Runs a line of the reader's shell. */
export const run = (session: Session, line: string, options: Partial<ExecOptions> = {}): Promise<ExecResult> =>
  session.exec({ kind: 'command', where: 'host', line }, execOptions(options))

export const execOptions = (options: Partial<ExecOptions> = {}): ExecOptions => ({
  ...{ id: `step-${++steps}`, deadlineMs: 60_000, signal: never, onOutput: () => undefined },
  ...options,
})

/** One session for the tests of a group, which need no other. */
export const sharedSession = (under: TargetUnderTest): (() => Session) => {
  let session: Session | undefined
  const folder = makeFolder()
  beforeAll(async () => {
    session = await open(under, folder)
  })
  afterAll(async () => {
    await session?.[Symbol.asyncDispose]()
    removeFolder(folder)
  })
  return () => {
    if (session === undefined) throw new Error('the session is not open')
    return session
  }
}

/** A process that has been ended takes a moment to be gone, more so on a busy computer. */
export const expectNothingLives = (folder: string): Promise<void> =>
  expect.poll(() => processesOf(folder), { timeout: 10_000 }).toEqual([])

/** Registers a test that is about this target; what it does not have is no skip, for nothing is left untested. */
export const testIf =
  (applies: boolean) =>
  (title: string, act: () => Promise<void>): void => {
    if (applies) test(title, act)
  }

/** Whether a check holds for what is known; what could not be looked at does not. */
export const holdsFor = (check: ActualWorldCheck, seen: Observation): boolean =>
  seen.kind !== 'cannot-look' && judge(check, seen).holds
