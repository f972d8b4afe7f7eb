import { mkdirSync, rmSync } from 'node:fs'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { judging } from '../checks/kinds.ts'
import { realClock } from '../core/clock.ts'
import { execute } from '../core/execute.ts'
import { contentHash } from '../core/hash.ts'
import { type GivenInputs, inputValues, secretsIn } from '../core/inputs.ts'
import { type Plan, plan } from '../core/plan.ts'
import { assertValid } from '../core/validate-run.ts'
import { problemOf } from '../errors.ts'
import type { Problem } from '../protocol/events.ts'
import { maskOf } from '../protocol/mask.ts'
import type { Report } from '../protocol/report.ts'
import type { Selection } from '../protocol/scope.ts'
import type { Person } from '../contract/person.ts'
import type { Target } from '../contract/target.ts'
import { say } from '../words/say.ts'
import { type Keeper, makeKeeper } from './keeper.ts'
import { lockTarget } from './lock-target.ts'
import { aliveLockPath, locksDir, makePrivateDir, newRunId, privateDir, runFolder, runsDir } from './folder.ts'
import { thisHost } from './host.ts'
import { type Lock, takeLock } from '../host/lock.ts'
import { writeOwnFiles } from './own-files.ts'
import { maskEvents } from './mask-events.ts'
import { maskFiles } from './mask-files.ts'
import { prune } from './prune.ts'
import { openRecord } from './record.ts'
import { stateTrouble } from './state-trouble.ts'

export interface StartOptions {
  readonly playbook: Playbook
  readonly target: Target
  readonly mode: 'run' | 'verify'
  readonly selection: Selection
  /** What the reader gave, by the names of the inputs (default: nothing). */
  readonly inputs?: GivenInputs
  /** The folder of `stateDir()`. */
  readonly state: string
  /** Cancels the run, as `cancel()` does. */
  readonly signal: AbortSignal
  /** Who does what no program can. Absent: the steps that need them are blocked. */
  readonly person?: Person
  /** Keeps the target after the steps for this long at most, until `decide` is called. Milliseconds. */
  readonly keepMs?: number
  /** An idempotency key: the same key returns the same run. */
  readonly key?: string
  /** Called with what went wrong beside the run, which changes nothing in its result. */
  readonly onNote?: (note: Problem) => void
}

export interface StartedRun extends Partial<Pick<Keeper, 'session' | 'decide'>> {
  readonly id: string
  readonly folder: string
  /** The complete report, once everything is undone. Rejects only for a bug in the runner. */
  readonly finished: Promise<Report>
  /** Stops the current step, then undoes what was done. */
  cancel(): void
  /** Stops everything at once; what was not undone is listed in the report. */
  hurry(): void
}

/**
 * Starts a run, which continues in the background. Throws RunnerError: `usage` for a playbook, step or target that
 * cannot be run, `busy` when another run has the target, `blocked` when the state folder cannot be used.
 */
export const start = async (options: StartOptions): Promise<StartedRun> => {
  const { playbook, target, state } = options
  assertValid(playbook)
  const planned = plan(playbook, target.id, options.selection)
  const inputs = inputValues(playbook, target.id, options.inputs ?? {}, say)
  const hash = await contentHash(playbook)
  try {
    return await startIn(options, { planned, inputs, hash, id: newRunId(new Date()) })
  } catch (error) {
    throw stateTrouble(error, state)
  }
}

const startIn = async (options: StartOptions, prepared: Prepared): Promise<StartedRun> => {
  const { id } = prepared
  const { target, state } = options
  makePrivateDir(runsDir(state))
  makePrivateDir(locksDir(state))
  const folder = runFolder(state, id)
  const locks: Lock[] = []
  const release = (): void => locks.forEach((lock) => lock.release())
  try {
    locks.push(await lockTarget(state, target.id, id))
    locks.push(needLock(aliveLockPath(folder)))
    return begin(options, prepared, release)
  } catch (error) {
    // Nothing has happened in it.
    rmSync(folder, { recursive: true, force: true })
    release()
    throw error
  }
}

/** A new run's own lock, which nobody can hold. */
const needLock = (path: string): Lock => {
  const lock = takeLock(path)
  if (lock === undefined) throw new Error(`${path} is held by another process.`)
  return lock
}

interface Prepared {
  readonly planned: Plan
  readonly inputs: ReadonlyMap<string, string>
  readonly hash: string
  readonly id: string
}

const begin = (options: StartOptions, { planned, inputs, hash, id }: Prepared, release: () => void): StartedRun => {
  const folder = runFolder(options.state, id)
  const secrets = secretsIn(planned.inputs, inputs)
  const mask = maskOf(secrets)
  makeFolder(folder, options, hash, secrets.length > 0)
  const cancel = new AbortController()
  const hurry = new AbortController()
  const onSignal = (): void => cancel.abort(options.signal.reason)
  if (options.signal.aborted) onSignal()
  options.signal.addEventListener('abort', onSignal)
  const record = openRecord(folder, (trouble) => cancel.abort(trouble))
  const { target, mode, keepMs, person } = options
  const keeper = keepMs === undefined ? undefined : makeKeeper(keepMs, folder)
  const finished = execute({
    run: id,
    contentHash: hash,
    mode,
    plan: planned,
    target,
    inputs,
    judging,
    say,
    folder,
    host: thisHost(options.state),
    clock: realClock,
    ...(keeper === undefined ? {} : { keeping: keeper.keeping }),
    ...(person === undefined ? {} : { person }),
    emit: secrets.length === 0 ? record.emit : maskEvents(mask, record.emit),
    cancel: cancel.signal,
    hurry: hurry.signal,
  })
    .finally(() => (secrets.length === 0 ? undefined : maskFiles(folder, mask)))
    .finally(() => {
      options.signal.removeEventListener('abort', onSignal)
      record.close()
      release()
      return tidy(options)
    })
    .then(() => record.report())
  finished.catch(() => undefined) // Callers that await it get the rejection; without any, it must not end the process.
  const { session, decide } = keeper ?? {}
  return {
    ...{ id, folder, finished, cancel: () => cancel.abort(), hurry: () => hurry.abort() },
    ...(session === undefined || decide === undefined ? {} : { session, decide }),
  }
}

/** Deletes old runs. Whatever goes wrong with that has nothing to do with the result of this one. */
const tidy = async ({ state, onNote }: StartOptions): Promise<void> => {
  try {
    for (const note of await prune(state)) onNote?.(note)
  } catch (error) {
    onNote?.(problemOf(stateTrouble(error, state)))
  }
}

const makeFolder = (
  folder: string,
  { playbook, target, mode, selection, key }: StartOptions,
  hash: string,
  hasSecrets: boolean,
): void => {
  mkdirSync(folder, { mode: privateDir })
  const request = {
    playbook: playbook.id,
    contentHash: hash,
    target: target.id,
    mode,
    selection,
    ...(key === undefined ? {} : { key }),
    ...(hasSecrets ? { hasSecrets } : {}),
  }
  writeOwnFiles(folder, request, playbook)
}
