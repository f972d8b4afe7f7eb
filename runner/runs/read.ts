import { type FileHandle, open, readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { RunnerError } from '../errors.ts'
import type { RunEvent } from '../protocol/events.ts'
import { aliveLockPath, isRunId, journalPath, runFolder } from './folder.ts'
import { fromLine, fromText } from './journal.ts'
import { isLocked } from '../host/lock.ts'

const unknownRun = (run: string): RunnerError =>
  new RunnerError('usage', `There is no run “${run}” here.`, { hint: 'Start one with “npx shipshape run”.' })

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** The folder of a run. Throws RunnerError('usage') for an invalid run id. */
const folderOf = (state: string, run: string): string => {
  if (!isRunId(run)) throw unknownRun(run)
  return runFolder(state, run)
}

/** The events after `afterSeq`, from the journal on disk. Throws RunnerError('usage') when there is no such run. */
export const readEvents = async (state: string, run: string, afterSeq: number): Promise<readonly RunEvent[]> => {
  const text = await readFile(journalPath(folderOf(state, run)), 'utf8').catch((error: unknown) => {
    throw isMissing(error) ? unknownRun(run) : error
  })
  return fromText(text).slice(afterSeq)
}

/** How often a journal of another process is polled, at most. */
const pollMs = 150
/** After this time without an event, the run's lock is checked for whether its runner is alive. */
const silenceMs = 2000

const wakers = new Map<string, Set<() => void>>()

/** Called by the writer in this process, so that its readers need not poll. */
export const wakeWatchers = (folder: string): void => {
  for (const wake of wakers.get(folder) ?? []) wake()
}

const news = async (folder: string, signal: AbortSignal): Promise<void> => {
  const woken = new AbortController()
  const wake = (): void => woken.abort()
  const waiting = wakers.get(folder) ?? new Set()
  wakers.set(folder, waiting.add(wake))
  await wait(pollMs, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(() => undefined)
  waiting.delete(wake)
  if (waiting.size === 0) wakers.delete(folder)
}

/** The complete lines that were appended since the last call. */
async function* newLines(
  file: FileHandle,
  rest: { text: string; position: number; decoder: TextDecoder },
): AsyncGenerator<string> {
  const buffer = Buffer.alloc(64 * 1024)
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, rest.position)
    if (bytesRead === 0) return
    rest.position += bytesRead
    const lines = (rest.text + rest.decoder.decode(buffer.subarray(0, bytesRead), { stream: true })).split('\n')
    rest.text = lines.pop() ?? ''
    yield* lines
  }
}

/**
 * All events after `afterSeq`: past ones, then live ones, also of a run in another process.
 * Ends after `run-finished`, when the signal is aborted, when the runner has died without finishing, or at a damaged
 * line.
 */
export async function* watchEvents(
  state: string,
  run: string,
  afterSeq: number,
  signal: AbortSignal,
): AsyncGenerator<RunEvent> {
  const folder = folderOf(state, run)
  const file = await open(journalPath(folder)).catch((error: unknown) => {
    throw isMissing(error) ? unknownRun(run) : error
  })
  try {
    yield* follow(file, folder, afterSeq, signal)
  } finally {
    await file.close()
  }
}

async function* follow(
  file: FileHandle,
  folder: string,
  afterSeq: number,
  signal: AbortSignal,
): AsyncGenerator<RunEvent> {
  const rest = { text: '', position: 0, decoder: new TextDecoder() }
  let heardAt = Date.now()
  while (!isAborted(signal)) {
    // Checked before reading, so that the last events of a dead runner are not lost.
    const isOver = Date.now() - heardAt > silenceMs && !isLocked(aliveLockPath(folder))
    if (Date.now() - heardAt > silenceMs) heardAt = Date.now()
    for await (const line of newLines(file, rest)) {
      heardAt = Date.now()
      const event = fromLine(line)
      if (event === undefined) return
      if (event.seq > afterSeq) yield event
      if (event.type === 'run-finished' || isAborted(signal)) return
    }
    if (isOver) return
    await news(folder, signal)
  }
}

// A function, because the compiler would narrow `aborted` to its earlier value.
const isAborted = (signal: AbortSignal): boolean => signal.aborted
