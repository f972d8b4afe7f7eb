import type { RunRequest, RunSummary } from '../../runner/protocol/api.ts'
import type { Problem } from '../../runner/protocol/events.ts'
import { damagedReport } from '../../runner/protocol/damaged-report.ts'
import { fold } from '../../runner/protocol/fold.ts'
import { emptyReport } from '../../runner/protocol/report.ts'
import type { Answer, RunsClient } from './client.ts'
import { pauseMs } from './pace.ts'
import { isLive, newestOf, type View } from './view.ts'

export interface FollowOptions {
  readonly guide: string
  readonly contentHash: string
  /** Where the reader wants it to run, at each start. */
  readonly target: () => string
  /** What the reader has typed into the guide's fields. */
  readonly inputs?: () => NonNullable<RunRequest['inputs']>
  /** Whether the target is to be kept after the steps. */
  readonly keep?: () => boolean
  readonly client: RunsClient
  readonly isHidden: () => boolean
  /** Served from this computer, so that it makes sense to ask whether a runner is there. */
  readonly isLocal: boolean
  readonly onView: (view: View) => void
  /** Resolves after this many milliseconds, or as soon as the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
  readonly newKey: () => string
}

/**
 * Follows the runs of one guide, wherever they were started: in this tab, in another one, in a terminal. What happened
 * is never stored here; it is read again from the runner's journal, so a reload loses nothing.
 */
export class Follower {
  readonly #options: FollowOptions
  #view: View = {
    connection: 'connecting',
    report: emptyReport,
    starting: false,
    cancelling: false,
    runs: [],
    isOlder: false,
  }
  #run: string | undefined
  #unreadable: string | undefined
  #failures = 0
  #more = false
  #wake = new AbortController()
  #starting: Promise<void> | undefined
  /** The steps that were asked for last. */
  #asked: RunRequest['steps'] = { kind: 'all' }

  constructor(options: FollowOptions) {
    this.#options = options
  }

  get view(): View {
    return this.#view
  }

  /** Polls until the signal aborts. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#turn()
      this.#wake = new AbortController()
      await this.#options.wait(this.#pause(), AbortSignal.any([signal, this.#wake.signal]))
    }
  }

  /** Polls at once instead of after the pause: the page has become visible, or has just been paired. */
  poke(): void {
    this.#wake.abort()
  }

  /** Asks for a run. A second click before the answer asks for nothing. */
  start(steps: RunRequest['steps'], agreed = false): Promise<void> {
    this.#asked = steps
    this.#starting ??= this.#start(steps, agreed).finally(() => (this.#starting = undefined))
    return this.#starting
  }

  /** Asks again for the run that needed the reader's agreement. */
  agree(): Promise<void> {
    return this.start(this.#asked, true)
  }

  async cancel(): Promise<void> {
    if (this.#run === undefined || this.#view.report.status !== 'running') return
    this.#show({ cancelling: true })
    const answer = await this.#options.client.cancel(this.#run)
    if (answer.kind !== 'ok') this.#show({ cancelling: false })
    this.#showRefusal(answer)
    this.poke()
  }

  /** Ends the run whose target is kept, or continues it. */
  readonly decide = (decision: 'end' | 'continue'): Promise<void> =>
    this.#ask((run, client) => client.decide(run, decision))

  /** The reader has done by hand what the run waits for. */
  readonly done = (step: string): Promise<void> => this.#ask((run, client) => client.done(run, step))

  async #ask(question: (run: string, client: RunsClient) => Promise<Answer<unknown>>): Promise<void> {
    if (this.#run === undefined) return
    this.#showRefusal(await question(this.#run, this.#options.client))
    this.poke()
  }

  /** Cancels the run that stands in the way of the one that was refused. */
  async cancelOther(): Promise<void> {
    const other = this.#view.refused?.busyWith
    if (other !== undefined) this.#showRefusal(await this.#options.client.cancel(other.run))
  }

  /** Shows an earlier run of exactly this guide, until a run is started or the newest one is wanted. */
  open(run: string): void {
    this.#turnTo(run)
    this.#show({ isOlder: run !== newestOf(this.#view.runs, this.#options)?.run })
    this.poke()
  }

  openNewest(): void {
    const newest = newestOf(this.#view.runs, this.#options)
    if (newest !== undefined) this.open(newest.run)
  }

  async #start(steps: RunRequest['steps'], agreed: boolean): Promise<void> {
    const { guide, contentHash, target, inputs, keep, client, newKey } = this.#options
    this.#show({ starting: true, isOlder: false })
    const given = inputs === undefined ? {} : { inputs: inputs() }
    const kept = keep?.() === true ? { keep: true as const } : {}
    const request: RunRequest = {
      ...{ playbook: guide, contentHash, target: target(), steps },
      ...given,
      ...kept,
      ...(agreed ? { agreed: true as const } : {}),
      key: newKey(),
    }
    const first = await client.start(request)
    // Whether it arrived is not known; the same key cannot start a second run.
    const answer = first.kind === 'unreachable' ? await client.start(request) : first
    if (answer.kind === 'ok') this.#turnTo(answer.value.run)
    else this.#show({ starting: false })
    this.#showRefusal(answer)
    this.poke()
  }

  async #turn(): Promise<void> {
    if (!this.#options.client.hasToken()) return this.#lookForRunner()
    const reached = isLive(this.#view) || (await this.#find())
    if (reached && this.#run !== undefined) await this.#read(this.#run)
  }

  async #lookForRunner(): Promise<void> {
    const there = this.#options.isLocal && (await this.#options.client.health())
    this.#show({ connection: there ? 'unpaired' : 'absent' })
  }

  /** Whether the runner could be asked. */
  async #find(): Promise<boolean> {
    const answer = await this.#options.client.runs()
    if (!this.#note(answer)) return false
    this.#showRuns(answer.value.runs)
    if (this.#view.isOlder) return true
    const newest = newestOf(answer.value.runs, this.#options)
    if (newest !== undefined && newest.run !== this.#run && !this.#knowsNewer(newest)) this.#turnTo(newest.run)
    return true
  }

  /** The same list is not shown again, which is asked for every few seconds. */
  #showRuns(all: readonly RunSummary[]): void {
    const runs = all.filter(({ playbook }) => playbook === this.#options.guide)
    if (JSON.stringify(runs) !== JSON.stringify(this.#view.runs)) this.#show({ runs })
  }

  /** A run just started here may not be in the list yet. */
  #knowsNewer(found: RunSummary): boolean {
    const { report } = this.#view
    return this.#run !== undefined && (report.startedAt === undefined || report.startedAt > found.startedAt)
  }

  async #read(run: string): Promise<void> {
    const { report } = this.#view
    if (run === this.#unreadable || (report.status !== 'running' && report.status !== 'waiting')) return
    const answer = await this.#options.client.events(run, report.seq)
    // Another run may have been selected before the answer arrived.
    if (!this.#note(answer) || run !== this.#run) return
    const { events, more, problem } = answer.value
    this.#more = more
    if (events.length > 0) this.#show({ report: events.reduce(fold, report), starting: false })
    if (problem !== undefined) this.#giveUp(run, problem)
  }

  /** A run that cannot be read to its end; asking again would answer the same. */
  #giveUp(run: string, problem: Problem): void {
    this.#unreadable = run
    const { report } = this.#view
    const hasBegun = report.status === 'running'
    this.#show({ starting: false, refused: problem, report: hasBegun ? damagedReport(report, problem) : report })
  }

  #turnTo(run: string): void {
    this.#run = run
    this.#more = true
    this.#view = { ...this.#view, report: emptyReport }
  }

  #note<Value>(answer: Answer<Value>): answer is { readonly kind: 'ok'; readonly value: Value } {
    this.#failures = answer.kind === 'unreachable' ? this.#failures + 1 : 0
    this.#more = false
    if (answer.kind === 'ok') this.#show({ connection: 'ready' })
    if (answer.kind === 'unpaired') this.#show({ connection: 'stale' })
    if (answer.kind === 'unreachable') this.#show({ connection: 'gone' })
    if (answer.kind === 'refused') this.#showRefusal(answer)
    return answer.kind === 'ok'
  }

  #showRefusal(answer: Answer<unknown>): void {
    if (answer.kind === 'refused') {
      this.#show({ refused: answer })
    } else if (answer.kind === 'ok') this.#clearRefusal()
  }

  #clearRefusal(): void {
    const { refused, ...view } = this.#view
    if (refused !== undefined) this.#view = view
    this.#options.onView(this.#view)
  }

  #show(change: Partial<View>): void {
    // The keys of a Partial<View>.
    const changed = Object.entries(change).some(([name, value]) => this.#view[name as keyof View] !== value)
    const next = { ...this.#view, ...change }
    this.#view = { ...next, cancelling: next.cancelling && isLive(next) }
    if (changed) this.#options.onView(this.#view)
  }

  #pause(): number {
    // Without a token no request is possible; pairing triggers the next poll.
    if (!this.#options.client.hasToken() || this.#view.connection === 'stale') return 3_600_000
    return pauseMs({
      live: isLive(this.#view),
      hidden: this.#options.isHidden(),
      more: this.#more,
      failures: this.#failures,
    })
  }
}
