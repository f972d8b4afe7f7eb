import { alike } from '../../playbooks/model/index.ts'
import type {
  CheckRequest,
  ComputerCheck,
  RefusedRequest,
  RunRequest,
  RunSummary,
  TargetState,
} from '../../runner/protocol/api.ts'
import type { Problem, RunEvent } from '../../runner/protocol/events.ts'
import type { PreparationStatus } from '../../runner/protocol/preparation.ts'

/** The result of a request to the runner. Only `ok` has a value; the others are shown to the reader. */
export type Answer<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'unpaired' }
  | ({ readonly kind: 'refused' } & RefusedRequest)

export interface EventPortion {
  readonly events: readonly RunEvent[]
  /** There are more already; ask again at once. */
  readonly more: boolean
  /** Why nothing follows, although the run has no end. */
  readonly problem?: Problem
}

/** The runs of the runner, as a page sees them. */
export interface RunsClient {
  readonly hasToken: () => boolean
  /** Whether a runner serves this page at all. Needs no token. */
  readonly health: () => Promise<boolean>
  readonly runs: () => Promise<Answer<{ readonly runs: readonly RunSummary[] }>>
  readonly events: (run: string, after: number) => Promise<Answer<EventPortion>>
  readonly start: (request: RunRequest) => Promise<Answer<{ readonly run: string }>>
  readonly cancel: (run: string) => Promise<Answer<{ readonly run: string }>>
  /** Says that the reader has done a step by hand, for which the run waits. */
  readonly done: (run: string, step: string) => Promise<Answer<{ readonly run: string }>>
  /** Ends a run whose target is kept, or continues it at the step that did not pass. */
  readonly decide: (run: string, decision: 'end' | 'continue') => Promise<Answer<{ readonly run: string }>>
}

/** The runner, as a page sees it. */
export interface RunnerClient extends RunsClient {
  readonly preparation: () => Promise<Answer<PreparationStatus>>
  /** Tries again what could not be prepared. */
  readonly retry: () => Promise<Answer<PreparationStatus>>
  /** The journal of a run, as it is on the runner's disk. */
  readonly journal: (run: string) => Promise<Answer<Blob>>
  /** For one shell in the VM that a run keeps. */
  readonly ticket: (run: string) => Promise<Answer<{ readonly ticket: string }>>
  /** What the shell shows, as lines of JSON, until it ends or the signal aborts. */
  readonly openTerminal: (
    request: { readonly ticket: string; readonly columns: number; readonly rows: number },
    signal: AbortSignal,
  ) => Promise<Answer<ReadableStream<Uint8Array<ArrayBuffer>>>>
  readonly toTerminal: (terminal: string, what: 'input' | 'size', body: object) => Promise<Answer<unknown>>
  /** What is missing here for a guide. */
  readonly check: (request: CheckRequest) => Promise<Answer<ComputerCheck>>
  /** Which targets can be opened here now. */
  readonly targets: () => Promise<Answer<{ readonly targets: readonly TargetState[] }>>
}

type Fetch = (path: string, init: RequestInit) => Promise<Response>

const timeoutMs = 15_000

const refusal = async (response: Response): Promise<Answer<never>> => {
  // Our own server's shape; a proxy in between may answer something else.
  const body = (await response.json().catch(() => ({}))) as { error?: RefusedRequest }
  const status = { en: `The runner answered ${response.status}.`, 'zh-cn': `运行器返回 ${response.status}。` }
  return { kind: 'refused', ...(body.error ?? { what: status, hint: alike('') }) }
}

export const runnerClient = (send: Fetch, token: () => string | undefined): RunnerClient => {
  const ask = async <Value>(path: string, body?: unknown): Promise<Answer<Value>> => {
    const headers: Record<string, string> = { Authorization: `Bearer ${token() ?? ''}` }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    const init: RequestInit = {
      headers,
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(timeoutMs),
    }
    try {
      const response = await send(
        path,
        body === undefined ? init : { ...init, method: 'POST', body: JSON.stringify(body) },
      )
      if (response.status === 401) return { kind: 'unpaired' }
      if (!response.ok) return await refusal(response)
      // Our own server's answer, described in runner/protocol.
      return { kind: 'ok', value: (await response.json()) as Value }
    } catch {
      // Whatever stopped the request, no runner has answered it.
      return { kind: 'unreachable' }
    }
  }
  return {
    hasToken: () => token() !== undefined,
    health: async () => {
      const answer = await ask<{ runner?: string }>('/health')
      return answer.kind === 'ok' && answer.value.runner === 'shipshape'
    },
    runs: () => ask('/api/runs'),
    events: (run, after) => ask(`/api/runs/${encodeURIComponent(run)}/events?after=${after}`),
    start: (request) => ask('/api/runs', request),
    cancel: (run) => ask(`/api/runs/${encodeURIComponent(run)}/cancel`, {}),
    done: (run, step) => ask(`/api/runs/${encodeURIComponent(run)}/done`, { step }),
    decide: (run, decision) => ask(`/api/runs/${encodeURIComponent(run)}/${decision}`, {}),
    journal: async (run) => {
      const headers = { Authorization: `Bearer ${token() ?? ''}` }
      try {
        const response = await send(`/api/runs/${encodeURIComponent(run)}/journal`, { headers, credentials: 'omit' })
        return response.ok ? { kind: 'ok', value: await response.blob() } : await refusal(response)
      } catch {
        // Whatever stopped the request, no runner has answered it.
        return { kind: 'unreachable' }
      }
    },
    ticket: (run) => ask(`/api/runs/${encodeURIComponent(run)}/terminal`, {}),
    openTerminal: async (request, signal) => {
      const headers = { Authorization: `Bearer ${token() ?? ''}`, 'Content-Type': 'application/json' }
      const init = { method: 'POST', headers, body: JSON.stringify(request), signal, credentials: 'omit' } as const
      try {
        const response = await send('/api/terminals', init)
        if (response.status === 401) return { kind: 'unpaired' }
        return response.ok && response.body ? { kind: 'ok', value: response.body } : await refusal(response)
      } catch {
        // Whatever stopped the request, no runner has answered it.
        return { kind: 'unreachable' }
      }
    },
    toTerminal: (terminal, what, body) => ask(`/api/terminals/${terminal}/${what}`, body),
    preparation: () => ask('/api/preparation'),
    retry: () => ask('/api/preparation/retry', {}),
    check: (request) => ask('/api/check', request),
    targets: () => ask('/api/targets'),
  }
}
