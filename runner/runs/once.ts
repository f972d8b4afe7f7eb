import { damagedReport } from '../protocol/damaged-report.ts'
import { RunnerError } from '../errors.ts'
import { fold } from '../protocol/fold.ts'
import { type Report, emptyReport } from '../protocol/report.ts'
import { runFolder } from './folder.ts'
import { runIds } from './list.ts'
import { readRequest } from './own-files.ts'
import { watchEvents } from './read.ts'
import { type StartOptions, type StartedRun, start } from './start.ts'

type KeyedOptions = StartOptions & { readonly key: string }

/** Runs of this process by state folder and key, while they are being started or run. */
const live = new Map<string, Promise<StartedRun>>()

/** Starts a run unless one was started with the same key, here or by an earlier process. */
export const startOnce = (options: KeyedOptions): Promise<StartedRun> => {
  const name = JSON.stringify([options.state, options.key])
  const known = live.get(name)
  if (known !== undefined) return known
  const starting = Promise.try(() => earlier(options) ?? start(options))
  live.set(name, starting)
  // A run that has ended is found by its folder. After a failed start the same key may be used again.
  const forget = (): boolean => live.delete(name)
  starting.then(({ finished }) => finished.then(forget, forget), forget)
  return starting
}

const earlier = ({ state, key }: KeyedOptions): StartedRun | undefined => {
  const id = runIds(state).find((run) => readRequest(runFolder(state, run))?.key === key)
  if (id === undefined) return undefined
  const nothing = (): void => undefined // it belongs to a process that is not ours
  const finished = followed(state, id)
  finished.catch(() => undefined) // callers that await it get the rejection
  return { id, folder: runFolder(state, id), finished, cancel: nothing, hurry: nothing }
}

const followed = async (state: string, run: string): Promise<Report> => {
  let report = emptyReport
  try {
    for await (const event of watchEvents(state, run, 0, new AbortController().signal)) report = fold(report, event)
    return report
  } catch (error) {
    if (error instanceof RunnerError) return damagedReport(report, error.problem)
    throw error
  }
}
