import type { Playbook } from '../../playbooks/model/index.ts'
import { RunnerError, messageOf } from '../errors.ts'
import type { CheckRequest, ComputerCheck, RefusedRequest, RunRequest } from '../protocol/api.ts'
import { keptForMs } from '../contract/deadlines.ts'
import type { Target } from '../contract/target.ts'
import type { Runs, Started } from './runs.ts'
import { Terminals } from './terminals.ts'
import { type WaitingPerson, makeWaitingPerson, notWaiting } from './waiting-person.ts'
import {
  changedSince,
  keepsNothing,
  noGuide,
  noStep,
  notAgreed,
  notThere,
  reload,
  startedElsewhere,
  stillPreparing,
} from './refusals.ts'

export interface RunServiceOptions {
  readonly runs: Runs
  readonly state: string
  readonly playbooks: readonly Playbook[]
  readonly targets: readonly Target[]
  readonly onLog: (line: string) => void
  /** How long a target is kept for its reader. Milliseconds. */
  readonly keepMs?: number
}

/** How long the look at this computer may take; a part that is being prepared may take longer. */
const checkMs = 10_000
/** How many keys are remembered: enough for the double clicks of every tab. */
const keysKept = 1000

interface Asked {
  readonly what: string
  readonly run: Promise<string>
}

/** Starts runs on request and supervises them. */
export class RunService {
  readonly #options: RunServiceOptions
  readonly #asked = new Map<string, Asked>()
  /** The guides, each with its target, that the reader has agreed to. */
  readonly #agreed = new Set<string>()
  readonly #live = new Map<string, Started>()
  /** Who does by hand what the runs ask for, by the runs’ ids. */
  readonly #readers = new Map<string, WaitingPerson>()
  readonly #closing = new AbortController()
  /** The shells in VMs that are kept. */
  readonly terminals = new Terminals((run) => this.#kept(run).session())

  constructor(options: RunServiceOptions) {
    this.#options = options
  }

  /** Starts a run and returns its id. The same key always returns the same run, even when it is sent concurrently. */
  start(request: RunRequest): Promise<string> {
    const what = JSON.stringify([
      request.playbook,
      request.contentHash,
      request.target,
      request.steps,
      request.inputs,
      request.keep,
      request.agreed,
    ])
    const before = this.#asked.get(request.key)
    if (before?.what === what) return before.run
    if (before)
      return Promise.reject(
        new RunnerError(
          'busy',
          { en: 'This key was used for another request.', 'zh-cn': '这个键已用于另一个请求。' },
          { hint: reload },
        ),
      )
    const run = this.#start(request)
    this.#remember(request.key, { what, run })
    // After a refusal the reader may ask again with the same key.
    run.catch(() => this.#asked.delete(request.key))
    return run
  }

  /** What is missing on this computer for a guide. RunnerError('busy') while what it uses is being prepared. */
  async check(request: CheckRequest): Promise<ComputerCheck> {
    const { runs, state } = this.#options
    const playbook = this.#playbook(request)
    const signal = AbortSignal.timeout(checkMs)
    try {
      return await runs.checkComputer({ playbook, target: this.#target(request, playbook), state, signal })
    } catch (error) {
      throw signal.aborted && !(error instanceof RunnerError) ? stillPreparing() : error
    }
  }

  /** Cancels a run; it undoes what it did and ends as `cancelled`. */
  async cancel(id: string): Promise<void> {
    const started = this.#live.get(id)
    if (started) {
      this.terminals.endOf(id)
      started.cancel()
      return
    }
    const run = (await this.#options.runs.listRuns(this.#options.state)).find((each) => each.run === id)
    if (run === undefined)
      throw new RunnerError('usage', { en: `There is no run “${id}”.`, 'zh-cn': `没有运行“${id}”。` }, { hint: reload })
    if (run.status === 'running') throw startedElsewhere()
  }

  /** Ends or continues a run whose target is kept. Throws RunnerError('busy') when there is nothing to decide. */
  decide(id: string, decision: 'end' | 'continue'): void {
    this.#kept(id).decide(decision)
    if (decision === 'end') this.terminals.endOf(id)
  }

  /** The reader has done a step by hand. Throws RunnerError('busy') when the run does not wait for that. */
  readerDone(id: string, step: string): void {
    const reader = this.#readers.get(id)
    if (reader === undefined) throw notWaiting()
    reader.done(step)
  }

  #kept(id: string): Required<Pick<Started, 'session' | 'decide'>> {
    const { session, decide } = this.#live.get(id) ?? {}
    if (session === undefined || decide === undefined) throw keepsNothing()
    return { session, decide }
  }

  /** Cancels all runs and waits until they are undone. Returns the number of cancelled runs. */
  async close(): Promise<number> {
    this.#closing.abort()
    const live = [...this.#live.values()]
    for (const started of live) {
      this.terminals.endOf(started.id)
      started.cancel()
    }
    await Promise.allSettled(live.map((started) => started.finished))
    return live.length
  }

  /** The run that has what was asked for, as a page shows it. */
  busyWith({ busyWith }: RunnerError): RefusedRequest['busyWith'] {
    const playbook = this.#options.playbooks.find(({ id }) => id === busyWith?.playbook)
    if (busyWith === undefined || playbook === undefined) return undefined
    return { ...busyWith, title: playbook.title, mayCancel: this.#live.has(busyWith.run) }
  }

  /** Stops everything at once; what was not undone is listed in the report. */
  hurry(): void {
    for (const started of this.#live.values()) started.hurry()
  }

  async #start(request: RunRequest): Promise<string> {
    const { runs, state, onLog } = this.#options
    const playbook = this.#playbook(request)
    const { steps } = request
    if (steps.kind !== 'all' && !playbook.steps.some((each) => each.id === steps.step))
      throw noStep(playbook.id, steps.step)
    const target = this.#target(request, playbook)
    if ((await runs.contentHash(playbook)) !== request.contentHash) throw changedSince()
    if (this.#closing.signal.aborted)
      throw new RunnerError(
        'busy',
        { en: 'The runner is stopping.', 'zh-cn': '运行器正在停止。' },
        { hint: { en: 'Start it again: npm start', 'zh-cn': '请再次启动它：npm start' } },
      )
    await this.#needAgreement(request, target)
    const reader = makeWaitingPerson('page')
    const started = await runs.startRun({
      playbook,
      target,
      mode: 'run',
      selection: request.steps,
      inputs: request.inputs ?? {},
      person: reader.person,
      ...(request.keep === true ? { keepMs: this.#options.keepMs ?? keptForMs } : {}),
      state,
      signal: this.#closing.signal,
      key: request.key,
      onNote: ({ what, hint }) => onLog(`${what.en} ${hint.en}`),
    })
    onLog(`run ${started.id} of ${playbook.id} started from the page`)
    this.#look(started, reader)
    return started.id
  }

  /** The reader is asked once for each guide, for as long as the server runs. */
  async #needAgreement({ playbook, agreed }: RunRequest, target: Target): Promise<void> {
    const use = JSON.stringify([playbook, target.id])
    if (agreed === true) this.#agreed.add(use)
    const held = this.#agreed.has(use) ? undefined : await target.holds?.()
    if (held !== undefined) throw notAgreed(held)
  }

  #look(started: Started, reader: WaitingPerson): void {
    const { onLog } = this.#options
    const forget = (): void => {
      this.#live.delete(started.id)
      this.#readers.delete(started.id)
      this.terminals.endOf(started.id)
    }
    this.#live.set(started.id, started)
    this.#readers.set(started.id, reader)
    started.finished.then(forget, (error: unknown) => {
      forget()
      onLog(`run ${started.id} failed: ${messageOf(error)}`)
    })
  }

  #playbook(request: CheckRequest): Playbook {
    const { playbooks } = this.#options
    const playbook = playbooks.find((each) => each.id === request.playbook)
    const known = playbooks.map((each) => each.id).join(', ')
    if (playbook === undefined) throw noGuide(request.playbook, known)
    return playbook
  }

  #target(request: CheckRequest, playbook: Playbook): Target {
    const target = this.#options.targets.find((each) => each.id === request.target)
    if (target && playbook.targets.some((id) => id === target.id)) return target
    throw notThere(playbook, request.target)
  }

  #remember(key: string, asked: Asked): void {
    this.#asked.set(key, asked)
    const [oldest] = this.#asked.keys()
    if (this.#asked.size > keysKept && oldest !== undefined) this.#asked.delete(oldest)
  }
}
