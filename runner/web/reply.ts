import type { ServerResponse } from 'node:http'
import { alike } from '../../playbooks/model/text.ts'
import type { RunnerError } from '../errors.ts'
import type { RefusedRequest } from '../protocol/api.ts'
import { joined } from '../protocol/sentences.ts'
import { NotAgreedError, OldPageError } from './refusals.ts'
import { barePolicy } from './csp.ts'

/** A response. */
export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: Buffer | string
  /** What follows the headers in place of a body, for as long as it lasts. */
  readonly stream?: (response: ServerResponse) => void
  readonly policy?: string
  readonly headers?: Readonly<Record<string, string>>
}

export const plain = (status: number, text: string, headers: Reply['headers'] = {}): Reply => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${text}\n`,
  headers,
})

export const json = (status: number, value: unknown): Reply => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
})

/** What happened, why, and the one thing that fixes it, for the page to show unchanged. */
export const trouble = (status: number, error: RefusedRequest): Reply => json(status, { error })

const statuses = { usage: 404, busy: 409, blocked: 409, broken: 500, failed: 500, cancelled: 409 } as const

/** `busyWith` is the run that has what was asked for, as the page shows it. */
export const troubleOf = (error: RunnerError, busyWith?: RefusedRequest['busyWith']): Reply =>
  trouble(statuses[error.code], {
    what: joined([error.problem.what, ...(error.state === undefined ? [] : [alike(error.state)])]),
    hint: error.problem.hint,
    ...(busyWith === undefined ? {} : { busyWith }),
    ...(error instanceof OldPageError ? { isOldPage: true } : {}),
    ...(error instanceof NotAgreedError ? { mayAgree: true } : {}),
  })

/** Sends it with the common security headers: no framing, no sniffing, no caching, no referrer. */
export const send = (response: ServerResponse, reply: Reply, options: { readonly withBody: boolean }): void => {
  response.writeHead(reply.status, {
    'Content-Type': reply.type,
    ...(reply.stream === undefined ? { 'Content-Length': Buffer.byteLength(reply.body) } : {}),
    'Content-Security-Policy': reply.policy ?? barePolicy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-store',
    ...reply.headers,
  })
  if (reply.stream === undefined) response.end(options.withBody ? reply.body : undefined)
  else reply.stream(response)
}
