import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import type { Problem } from '../protocol/events.ts'
import type { PartStatus } from '../protocol/preparation.ts'
import type { LookOptions, Target } from '../contract/target.ts'
import type { Preparation } from './preparation.ts'
import { waitingText } from './progress-text.ts'

/** What is waited for is an event of the run, kept on disk: a download's every kilobyte is not. */
const everyMs = 1_000

/** At most one text a second, and none twice. */
const seldom = (onProgress: (text: Words) => void, now: () => number): ((text: Words) => void) => {
  let [last, lastAt] = ['', Number.NEGATIVE_INFINITY]
  return (text) => {
    if (text.en === last || now() - lastAt < everyMs) return
    last = text.en
    lastAt = now()
    onProgress(text)
  }
}

const problemsOf = (parts: readonly PartStatus[]): readonly Problem[] => {
  const problems = parts.flatMap(({ problem }) => problem ?? [])
  // What failed because of another part has that part's fix; the first one says what happened.
  return problems.filter(({ hint }, at) => problems.findIndex((other) => other.hint.en === hint.en) === at)
}

/**
 * A target that first waits for the parts that it uses, and says meanwhile what it waits for. It decides itself whether
 * it can be opened; where it cannot, the parts that failed say why, with their fix.
 */
export const whenPrepared = (
  target: Target,
  preparation: Preparation,
  ids: readonly string[],
  now: () => number = () => performance.now(),
): Target => {
  const settle = ({ onProgress, signal }: LookOptions): Promise<readonly PartStatus[]> => {
    const say = seldom(onProgress, now)
    return preparation.settled(ids, { signal, onProgress: (pending) => say(waitingText(pending)) })
  }
  return {
    ...target,
    missing: async (look) => {
      const problems = problemsOf(await settle(look))
      const missing = await target.missing(look)
      return missing.length > 0 && problems.length > 0 ? problems : missing
    },
    open: async (options) => {
      const [problem] = problemsOf(await settle(options))
      try {
        return await target.open(options)
      } catch (error) {
        if (problem === undefined || !(error instanceof RunnerError) || error.code !== 'blocked') throw error
        throw new RunnerError('blocked', problem.what, { hint: problem.hint, cause: error })
      }
    },
  }
}
