import type { RunRequest, RunSummary } from '../../../runner/protocol/api.ts'
import type { EventBody, Problem, RunEvent } from '../../../runner/protocol/events.ts'
import type { Answer, RunsClient } from '../../../site/runner/client.ts'

/** A runner in memory: its journal is a list, and it can be out of reach. */
export class FakeRunner implements RunsClient {
  journals = new Map<string, RunEvent[]>()
  summaries: RunSummary[] = []
  requests: RunRequest[] = []
  answer: Answer<never> | undefined
  problem: Problem | undefined
  token: string | undefined = 'token'
  served = true
  asked = 0

  add(run: string, ...bodies: EventBody[]): void {
    const journal = this.journals.get(run) ?? []
    this.journals.set(run, journal)
    for (const body of bodies)
      journal.push({ seq: journal.length + 1, at: `2026-01-01T00:00:0${journal.length}Z`, ...body })
  }
  begin(run: string, contentHash = 'hash', at = '2026-01-01T00:00:00Z'): void {
    const scope = { asked: { kind: 'all' }, of: 1 } as const
    const of = { run, playbook: 'guide', contentHash, startedAt: at }
    const summary = { ...of, status: 'running', scope, steps: 1 } as const
    this.summaries = [summary, ...this.summaries]
    const steps = ['one']
    this.add(run, { type: 'run-started', format: 4, run, playbook: 'guide', contentHash, mode: 'run', steps, scope })
  }
  end(run: string): void {
    this.add(run, { type: 'run-finished', status: 'passed', leftovers: [], milliseconds: 1 })
  }
  hasToken = (): boolean => this.token !== undefined
  health = (): Promise<boolean> => Promise.resolve(this.served)
  runs = (): ReturnType<RunsClient['runs']> => this.#say({ runs: this.summaries })
  events = (run: string, after: number): ReturnType<RunsClient['events']> =>
    this.#say({
      events: (this.journals.get(run) ?? []).slice(after),
      more: false,
      ...(this.problem === undefined ? {} : { problem: this.problem }),
    })
  start = (request: RunRequest): ReturnType<RunsClient['start']> => {
    this.requests.push(request)
    if (this.answer === undefined && this.journals.size === 0) this.begin('mine')
    return this.#say({ run: 'mine' })
  }
  cancel = (run: string): ReturnType<RunsClient['cancel']> => this.#say({ run })
  done = (run: string): ReturnType<RunsClient['done']> => this.#say({ run })
  decide = (run: string): ReturnType<RunsClient['decide']> => this.#say({ run })

  #say<Value>(value: Value): Promise<Answer<Value>> {
    this.asked += 1
    return Promise.resolve(this.answer ?? { kind: 'ok', value })
  }
}
