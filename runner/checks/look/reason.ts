import { type Words, alike } from '../../../playbooks/model/text.ts'
import { RunnerError, clauseOf, messageOf } from '../../errors.ts'

/** The system's codes in an error: `ECONNREFUSED`. */
export const codesOf = (error: unknown): readonly string[] => {
  // Several addresses of one name fail together as an AggregateError.
  if (error instanceof AggregateError) return error.errors.flatMap(codesOf)
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? [error.code] : []
}

/** Why something could not be seen, in the system's or another program's own words, in one line. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof Error && error.cause !== undefined) return reasonOf(error.cause)
  const codes = codesOf(error)
  return codes.length > 0 ? [...new Set(codes)].join(', ') : messageOf(error)
}

/** The same for a person: our own errors in their words, anybody else’s quoted. */
export const reasonWords = (error: unknown): Words =>
  error instanceof RunnerError ? clauseOf(error) : alike(`“${reasonOf(error)}”`)
