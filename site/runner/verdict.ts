import type { Report } from '../../runner/protocol/report.ts'
import { isWhole } from '../../runner/protocol/scope.ts'
import { scopeWords } from '../../runner/protocol/sentences.ts'
import type { Phrases } from '../words.ts'

type Ended = Pick<Report, 'scope' | 'steps'> & { readonly status: Exclude<Report['status'], 'waiting'> }

/** How a run ended, without its full stop. A pass names its part: nobody may take it for the whole guide. */
export const verdictOf = (report: Ended, say: Phrases): string => {
  const { status } = report
  return status === 'passed'
    ? `${say.of(say.runStatus.passed)}${scopeWords(report)[say.language]}`
    : say.runStatus[status]
}

/** What a run of a part says nothing about; empty for a run of the whole guide. */
export const restOf = (report: Pick<Report, 'scope' | 'steps'>, say: Phrases): string =>
  isWhole(report) ? '' : say.onlyPart(scopeWords(report)[say.language], report.scope.of - report.steps.length)
