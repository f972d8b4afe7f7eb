import { type Words, alike } from '../../../playbooks/model/text.ts'
import { type CannotLook, cannotLook } from '../../contract/observation.ts'
import { formatDuration } from '../../core/clock.ts'
import { RunnerError, clauseOf, messageOf } from '../../errors.ts'

/** The system's codes in an error and in what caused it: `ECONNREFUSED`. A RunnerError's own code is none of these. */
export const codesOf = (error: unknown): readonly string[] => {
  if (!(error instanceof Error) || error instanceof RunnerError) return []
  // Several addresses of one name fail together as an AggregateError.
  if (error instanceof AggregateError) return error.errors.flatMap(codesOf)
  return 'code' in error && typeof error.code === 'string' ? [error.code] : codesOf(error.cause)
}

/** Why something could not be observed, as the system or another program reports it, in one line. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof Error && error.cause !== undefined) return reasonOf(error.cause)
  const codes = codesOf(error)
  return codes.length > 0 ? [...new Set(codes)].join(', ') : messageOf(error).replace(/\s+/g, ' ')
}

/** The same for people: the message of a RunnerError, any other message quoted. */
export const reasonWords = (error: unknown): Words =>
  error instanceof RunnerError ? clauseOf(error) : alike(`“${reasonOf(error)}”`)

/** Why nothing is known of somebody who did not answer. */
export const noAnswerWithin = (milliseconds: number): Words => ({
  en: `there was no answer within ${formatDuration(milliseconds)}`,
  'zh-cn': `${formatDuration(milliseconds)} 内没有响应`,
})

/** The observation for an error that does not mean absence. `what` is what was looked at: a path, a URL. */
export const cannotLookAt = (what: string, error: unknown): CannotLook => because(what, reasonWords(error))

/** The same for a reason of our own. */
export const because = (what: string, why: Words): CannotLook =>
  cannotLook({ en: `${what}: ${why.en}`, 'zh-cn': `${what}：${why['zh-cn']}` })
