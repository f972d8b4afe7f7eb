import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { RunnerError } from '../../errors.ts'
import { engineAnswers } from '../engine.ts'
import { diskFix } from './disk.ts'
import { engineEndpoints } from './endpoints.ts'
import type { MachineFiles } from './files.ts'
import { lastConsoleLines } from './process.ts'
import type { MachineRecord } from './record.ts'

const deadlineMs = 240_000
const pollMs = 60
const consoleLines = 50

export interface Readiness {
  readonly files: MachineFiles
  readonly record: MachineRecord
  /** Tries once to reach the guest's ssh; throws when it is reached and something else is wrong. */
  readonly greet: (signal: AbortSignal) => Promise<boolean>
  /** Restored from a snapshot: such a guest prints nothing on its console, because its network is already up. */
  readonly restored: boolean
  /** Resolves when QEMU exits, with its error output. */
  readonly ended: Promise<string>
  readonly signal: AbortSignal
}

/**
 * Resolves when the guest's engine answers over TLS and its ssh sends its banner. RunnerError('broken') with the end
 * of the guest's console when QEMU exits before, or after four minutes.
 */
export const waitUntilReady = async (wait: Readiness): Promise<void> => {
  const stop = new AbortController()
  const signal = AbortSignal.any([wait.signal, stop.signal, AbortSignal.timeout(deadlineMs)])
  const ended = wait.ended.then(async (complaint) => {
    throw await endedTooEarly(wait.files, complaint)
  })
  try {
    await Promise.race([Promise.all([engineIsUp(wait, signal), guestGreets(wait, signal)]), ended])
  } catch (error) {
    wait.signal.throwIfAborted()
    throw await withConsole(wait.files, error)
  } finally {
    stop.abort()
  }
}

const engineIsUp = async (wait: Readiness, signal: AbortSignal): Promise<void> => {
  // Before the guest has a network, a connection attempt only causes unanswered ARP requests.
  while (!wait.restored && !(await networkIsUp(wait.files))) await pause(pollMs, undefined, { signal })
  const endpoints = await engineEndpoints(wait.files, wait.record)
  for (;;) {
    const answers = await Promise.all(endpoints.map((endpoint) => engineAnswers(endpoint, signal)))
    if (answers.includes(true)) return
    await pause(pollMs, undefined, { signal })
  }
}

/** By what the image prints on the console. RunnerError('broken') when the guest cannot read its disk. */
const networkIsUp = async (files: MachineFiles): Promise<boolean> => {
  const text = await readFile(files.serialLog, 'latin1').catch(() => '')
  if (text.includes('shipshape: there is no disk'))
    throw new RunnerError('broken', `The VM cannot read its disk ${files.disk}.`, { hint: await diskFix(files.disk) })
  return text.includes('shipshape: network')
}

const guestGreets = async (wait: Readiness, signal: AbortSignal): Promise<void> => {
  while (!(await wait.greet(signal))) await pause(pollMs, undefined, { signal })
}

const endedTooEarly = async ({ disk }: MachineFiles, complaint: string): Promise<RunnerError> =>
  new RunnerError('broken', `QEMU exited before the VM was up${complaint === '' ? '' : `: ${complaint}`}.`, {
    hint: isAboutDisk(complaint) ? await diskFix(disk) : 'npx shipshape doctor',
  })

/** Its errors name the file, or the format's driver: “qcow2: Image is corrupt”. */
const isAboutDisk = (complaint: string): boolean => /qcow2/.test(complaint)

const withConsole = async (files: MachineFiles, cause: unknown): Promise<RunnerError> => {
  const reason =
    cause instanceof RunnerError
      ? cause.message
      : `The machine's engine does not answer after ${deadlineMs / 60_000} minutes.`
  const lines = await lastConsoleLines(files, consoleLines)
  return new RunnerError('broken', lines === '' ? reason : `${reason} The end of its console:\n${lines}`, {
    hint: cause instanceof RunnerError ? cause.hint : 'boot2docker restart',
    state: 'The VM is off.',
    cause,
  })
}
