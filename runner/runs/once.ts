import { fold } from '../protocol/fold.ts'
import { type Report, emptyReport } from '../protocol/report.ts'
import { runFolder } from './folder.ts'
import { runIds } from './list.ts'
import { readRequest } from './own-files.ts'
import { watchEvents } from './read.ts'
import { type StartOptions, type StartedRun, start } from './start.ts'

type KeyedOptions = StartOptions & { readonly key: string }

/**
 * Runs of this process by state folder and key: the very same `StartedRun` is answered, also while it is being started.
 */
const started = new Map<string, Promise<StartedRun>>()

/** Starts a run unless one was started with the same key, here or by an earlier process. */
export const startOnce = (options: KeyedOptions): Promise<StartedRun> => {
  const name = JSON.stringify([options.state, options.key])
  const known = started.get(name)
  if (known !== undefined) return known
  const starting = Promise.resolve(earlier(options) ?? start(options))
  started.set(name, starting)
  // A start that failed has started nothing: the same key may try again.
  starting.catch(() => started.delete(name))
  return starting
}

const earlier = ({ state, key }: KeyedOptions): StartedRun | undefined => {
  const id = runIds(state).find((run) => readRequest(runFolder(state, run))?.key === key)
  if (id === undefined) return undefined
  const nothing = (): void => undefined // it belongs to a process that is not ours
  const finished = followed(state, id)
  finished.catch(() => undefined) // told to whoever waits for it
  return { id, folder: runFolder(state, id), finished, cancel: nothing, hurry: nothing }
}

const followed = async (state: string, run: string): Promise<Report> => {
  let report = emptyReport
  for await (const event of watchEvents(state, run, 0, new AbortController().signal)) report = fold(report, event)
  return report
}
