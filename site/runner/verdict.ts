import type { Words } from '../../playbooks/model/index.ts'
import type { Report } from '../../runner/protocol/report.ts'
import { isWhole, ranges } from '../../runner/protocol/scope.ts'
import { scopeWords } from '../../runner/protocol/sentences.ts'
import type { Phrases } from '../words.ts'
import { runningWords } from '../words/running.ts'

type Ended = Pick<Report, 'scope' | 'steps'> & { readonly status: Exclude<Report['status'], 'waiting'> }

/** How a run ended, without its full stop. A pass names its part: nobody may take it for the whole guide. */
export const verdictOf = (report: Ended, say: Phrases): string => {
  const { status } = report
  if (status === 'passed') return `${say.of(say.runStatus.passed)}${scopeWords(report)[say.language]}`
  return status === 'incomplete' ? incompleteWords(report, say) : say.runStatus[status]
}

/** Steps that were not run, all for the same reason. */
export interface NotRun {
  readonly status: 'skipped' | 'blocked'
  readonly why?: Words
  readonly ids: readonly string[]
  /** Their numbers in the guide. */
  readonly numbers: readonly number[]
}

/** The steps of an incomplete or blocked run that were not run; of any other run, none. */
export const notRunOf = ({ status, steps }: Pick<Report, 'status' | 'steps'>): readonly NotRun[] => {
  if (status !== 'incomplete' && status !== 'blocked') return []
  const left = steps.flatMap((step, at) =>
    step.status === 'skipped' || step.status === 'blocked' ? [{ ...step, status: step.status, number: at + 1 }] : [],
  )
  const groups = Map.groupBy(left, (step) => `${step.status} ${step.why?.en ?? ''}`)
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const same = [first, ...others]
    const why = first.why === undefined ? {} : { why: first.why }
    return [{ status: first.status, ...why, ids: same.map(({ id }) => id), numbers: same.map(({ number }) => number) }]
  })
}

const incompleteWords = (report: Ended, say: Phrases): string => {
  const words = runningWords[say.language]
  const by = Map.groupBy(notRunOf(report), ({ status }) => status)
  const pieces = [...by].map(([status, groups]) => {
    const numbers = groups.flatMap((group) => group.numbers).toSorted((one, other) => one - other)
    return words.notRun(ranges(numbers).join(say.comma), numbers.length, say.stepStatus[status])
  })
  return say.of(words.incomplete) + pieces.join(say.comma)
}

/** What a run of a part says nothing about; empty for a run of the whole guide. */
export const restOf = (report: Pick<Report, 'scope' | 'steps'>, say: Phrases): string =>
  isWhole(report) ? '' : say.onlyPart(scopeWords(report)[say.language], report.scope.of - report.steps.length)
