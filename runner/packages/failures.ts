import type { Response } from 'undici'
import { RunnerError } from '../errors.ts'

/**
 * `gone`: the server does not have it. `refused`: it denies access. `wrong`: it sent something else. `temporary`:
 * retrying may help.
 */
export interface Failure {
  readonly kind: 'gone' | 'refused' | 'wrong' | 'temporary'
  readonly url: string
  /** What the server did, as a continuation of its address: `answered 404 Not Found`. */
  readonly reason: string
  readonly cause?: unknown
}

/** Every attempt of a download has failed; `failures` lists the reasons in order. */
export class DownloadError extends RunnerError {
  readonly failures: readonly Failure[]

  constructor(failures: readonly Failure[]) {
    const reasons = [...new Set(failures.map(({ url, reason }) => `${url} ${reason}.`))]
    super('broken', reasons.join(' '), { hint: hintFor(failures), cause: failures.at(-1)?.cause })
    this.failures = failures
  }

  /** At least one server does not have the file, and no other one delivered it. */
  get isGone(): boolean {
    return this.failures.some(({ kind }) => kind === 'gone')
  }
}

const hintFor = (failures: readonly Failure[]): string =>
  failures.some(({ kind }) => kind === 'temporary')
    ? 'Check whether this computer is online, then try again: what has arrived is kept.'
    : 'Try again later, or use another mirror: sudo apt edit-sources'

export const gaveUp = (failures: readonly Failure[]): DownloadError => new DownloadError(failures)

export const temporary = (url: string, reason: string, cause?: unknown): Failure => ({
  ...{ kind: 'temporary', url, reason, cause },
})

export const wrong = (url: string, reason: string): Failure => ({ kind: 'wrong', url, reason })

/** 404 and 410 are permanent; 5xx, 408 and 429 may be temporary (RFC 9110, “Status Codes”). */
export const statusFailure = (url: string, { status, statusText }: Response): Failure => {
  const reason = `answered ${status} ${statusText}`.trim()
  if (status === 404 || status === 410) return { kind: 'gone', url, reason }
  return { kind: status >= 500 || status === 408 || status === 429 ? 'temporary' : 'refused', url, reason }
}

/** undici reports “fetch failed” and has the reason in the cause. */
export const unreachable = (url: string, error: unknown): Failure => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return temporary(url, `is unreachable${cause instanceof Error ? ` (${detailOf(cause)})` : ''}`, error)
}

/** The system's error code, or undici's message, which is clearer than its code. */
const detailOf = (cause: Error): string => {
  const code = 'code' in cause ? String(cause.code) : ''
  return /^E[A-Z]+$/.test(code) ? code : cause.message
}
