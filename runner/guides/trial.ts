import { Worker } from 'node:worker_threads'
import type { Trial, TrialMessage } from './trial.worker.ts'
import { type ScriptPlace, whereItLoops } from './where-it-loops.ts'

export type { Exports } from './trial.worker.ts'

/** How long one guide may take to be imported. */
export const importMs = 5000

/** What came of importing a module in a thread of its own. */
export type Tried = { readonly id: string } & (
  | Exclude<TrialMessage, { readonly kind: 'begins' }>
  /** It was executing these lines when its time was over, the innermost first. */
  | { readonly kind: 'hangs'; readonly afterMs: number; readonly at: readonly ScriptPlace[] }
  | { readonly kind: 'exits'; readonly exitCode: number }
)

const thrown = (error: unknown): { readonly message: string; readonly stack: string } =>
  error instanceof Error ? { message: error.message, stack: error.stack ?? '' } : { message: String(error), stack: '' }

/**
 * Imports modules one after the other. The first that throws, ends the thread or takes too long is the last: what it
 * has left running, or has printed through a file that others import, is not theirs, or is theirs as well.
 */
const tryInOneThread = (trial: Trial, withinMs: number): Promise<readonly Tried[]> => {
  const worker = new Worker(new URL('./trial.worker.ts', import.meta.url), {
    workerData: trial,
    // What a guide prints while it is imported is no output of a command.
    stdout: true,
    stderr: true,
  })
  const { promise, resolve } = Promise.withResolvers<readonly Tried[]>()
  const tried: Tried[] = []
  let current = trial.modules[0]?.id ?? ''
  let timer: NodeJS.Timeout | undefined
  const end = (last: Tried): void => {
    clearTimeout(timer)
    resolve(tried.some(({ id }) => id === last.id) ? tried : [...tried, last])
    void worker.terminate()
  }
  const onOverdue = (): void =>
    void whereItLoops(worker).then((at) => end({ id: current, kind: 'hangs', afterMs: withinMs, at }))
  worker.on('message', (message: TrialMessage) => {
    clearTimeout(timer)
    if (message.kind !== 'begins') {
      tried.push(message)
      // A guide may have left a timer, with which the thread would never end.
      if (tried.length === trial.modules.length || message.kind === 'throws') end(message)
      return
    }
    current = message.id
    timer = setTimeout(onOverdue, withinMs)
  })
  worker.on('error', (error: unknown) => end({ id: current, kind: 'throws', ...thrown(error) }))
  worker.on('exit', (exitCode) => end({ id: current, kind: 'exits', exitCode }))
  return promise
}

/** Imports each of these modules in a thread, so that none can hang, end or change this process. */
export const tryModules = async (trial: Trial, withinMs = importMs): Promise<readonly Tried[]> => {
  if (trial.modules.length === 0) return []
  const tried = await tryInOneThread(trial, withinMs)
  const rest = trial.modules.slice(tried.length)
  return [...tried, ...(await tryModules({ ...trial, modules: rest }, withinMs))]
}
