/** A piece of work that takes a slot from its start to its end. */
export interface Job {
  readonly name: string
  /** About how long it takes; decides what is started first, and nothing else. */
  readonly seconds: number
  /** A person waits for its answer, or many jobs do: it comes before what is not. */
  readonly urgent?: boolean
  /** Names of jobs that must have succeeded before. */
  readonly after: readonly string[]
}

/** How long it is from the start of a job to the end of the last one that waits for it. */
export const criticalSeconds = (job: Job, jobs: readonly Job[]): number => {
  const waiting = jobs.filter(({ after }) => after.includes(job.name))
  return job.seconds + Math.max(0, ...waiting.map((each) => criticalSeconds(each, jobs)))
}

/** Urgent ones first, and then those whose end decides when everything ends. */
export const inOrder = <Known extends Job>(jobs: readonly Known[]): readonly Known[] => {
  const urgency = ({ urgent = false }: Job): number => (urgent ? 1 : 0)
  return [...jobs].sort(
    (one, other) => urgency(other) - urgency(one) || criticalSeconds(other, jobs) - criticalSeconds(one, jobs),
  )
}

export interface ScheduleOptions<Known extends Job> {
  readonly slots: number
  /** Runs a job. Returns whether those that wait for it may start. */
  readonly run: (job: Known) => Promise<boolean>
  /** Called instead of `run` for a job whose forerunner has not succeeded. */
  readonly giveUp: (job: Known) => void
}

/** Runs every job, at most `slots` at a time, the most urgent ones first. Rejects, once all are over, if a run does. */
export const schedule = async <Known extends Job>(
  jobs: readonly Known[],
  options: ScheduleOptions<Known>,
): Promise<void> => {
  const waiting = [...inOrder(jobs)]
  const over = new Map<string, boolean>()
  const running = new Set<Promise<void>>()
  let trouble: { readonly error: unknown } | undefined
  const known = new Set(jobs.map(({ name }) => name))
  const isReady = ({ after }: Known): boolean => after.every((name) => over.has(name) || !known.has(name))
  const start = (job: Known): void => {
    const end = (succeeded: boolean): void => void over.set(job.name, succeeded)
    const fail = (error: unknown): void => {
      trouble ??= { error }
      end(false)
    }
    const work: Promise<void> = options
      .run(job)
      .then(end, fail)
      .finally(() => running.delete(work))
    running.add(work)
  }
  const takeReady = (): Known | undefined => {
    const index = waiting.findIndex(isReady)
    return index === -1 ? undefined : waiting.splice(index, 1)[0]
  }
  const fill = (): void => {
    for (let next = takeReady(); next !== undefined; next = running.size < options.slots ? takeReady() : undefined) {
      if (next.after.every((name) => over.get(name) !== false)) start(next)
      else {
        over.set(next.name, false)
        options.giveUp(next)
      }
    }
  }
  fill()
  while (running.size > 0) {
    await Promise.race(running)
    if (trouble === undefined) fill()
  }
  if (trouble !== undefined) throw trouble.error
}
