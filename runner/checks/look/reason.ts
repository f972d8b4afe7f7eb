import { type Words, alike } from '../../../playbooks/model/text.ts'
import { RunnerError, clauseOf, messageOf } from '../../errors.ts'

/** The system's codes in an error: `ECONNREFUSED`. */
export const codesOf = (error: unknown): readonly string[] => {
  // Several addresses of one name fail together as an AggregateError.
  if (error instanceof AggregateError) return error.errors.flatMap(codesOf)
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? [error.code] : []
}

/** Why something could not be observed, as the system or another program reports it, in one line. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof Error && error.cause !== undefined) return reasonOf(error.cause)
  const codes = codesOf(error)
  return codes.length > 0 ? [...new Set(codes)].join(', ') : messageOf(error)
}

/** The same for people: the message of a RunnerError, any other message quoted. */
export const reasonWords = (error: unknown): Words =>
  error instanceof RunnerError ? clauseOf(error) : alike(`“${reasonOf(error)}”`)
