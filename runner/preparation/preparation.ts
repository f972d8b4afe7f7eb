import type { Words } from '../../playbooks/model/text.ts'
import { problemOf } from '../errors.ts'
import type { Problem } from '../protocol/events.ts'
import type { PartStatus, PreparationStatus } from '../protocol/preparation.ts'
import type { Lock } from '../host/lock.ts'
import { waitForBuildLock } from './build-lock.ts'
import type { Part, PartWork } from './part.ts'
import { isSettled, nextMoves, toRetry, waitsFor, wantsLock, type Stage } from './schedule.ts'
import { becauseOf, heldElsewhere, looking, queued, starting, stopped, waitingFor } from './words.ts'

export interface PreparationOptions {
  /** The cache folder, which also has the lock for building parts. */
  readonly cache: string
  /** How many parts are built at once: two keep a small computer usable. */
  readonly atMost?: number
  /** How often a lock that another process holds is retried. */
  readonly lockEveryMs?: number
}

/** The current state of a part. */
interface Entry {
  readonly part: Part
  readonly id: string
  readonly after: readonly string[]
  stage: Stage
  progress?: Pick<PartStatus, 'text' | 'done' | 'total' | 'unit'>
  problem?: Problem
  milliseconds?: number
}

export interface SettledOptions {
  readonly signal: AbortSignal
  /** Called at once and at each change, with the parts that are still awaited. */
  readonly onProgress: (pending: readonly PartStatus[]) => void
}

/**
 * Builds missing parts in the background. Each part has its own failure: what does not
 * use a failed part continues. Changes are reported to listeners, without polling.
 */
export class Preparation {
  readonly #entries: readonly Entry[]
  readonly #options: Required<PreparationOptions>
  readonly #closing = new AbortController()
  readonly #listeners = new Set<() => void>()
  readonly #working = new Set<Promise<void>>()
  #lock: Lock | undefined
  #isLocking = false
  #isHeldElsewhere = false

  constructor(parts: readonly Part[], options: PreparationOptions) {
    this.#entries = parts.map((part) => ({ part, id: part.id, after: part.after, stage: 'unseen' }))
    this.#options = { atMost: 2, lockEveryMs: 500, ...options }
  }

  /** Starts: looks for every part and builds what is missing. */
  start(): void {
    this.#advance()
  }

  status(): PreparationStatus {
    return { parts: this.#entries.map((entry) => this.#statusOf(entry)) }
  }

  /** Calls the listener after each change. Returns a function that stops that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Retries failed parts, all of them when none is named, together with those that failed because of them. */
  retry(ids?: readonly string[]): void {
    const again = new Set(toRetry(this.#entries, ids))
    for (const entry of this.#entries.filter(({ id }) => again.has(id))) reset(entry)
    this.#advance()
  }

  /** Waits until each of these parts is ready, failed or not needed; unknown parts are ignored. */
  async settled(ids: readonly string[], { signal, onProgress }: SettledOptions): Promise<readonly PartStatus[]> {
    const wanted = (): readonly PartStatus[] => this.status().parts.filter(({ id }) => ids.includes(id))
    const pending = (): readonly PartStatus[] =>
      wanted().filter(({ state }) => state === 'waiting' || state === 'preparing')
    signal.throwIfAborted()
    await new Promise<void>((resolve, reject) => {
      const end = (finish: () => void) => (): void => {
        stopListening()
        signal.removeEventListener('abort', abort)
        finish()
      }
      const check = (): void => (pending().length === 0 ? end(resolve)() : onProgress(pending()))
      const stopListening = this.subscribe(check)
      const abort = end(() => reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason))))
      signal.addEventListener('abort', abort)
      check()
    })
    return wanted()
  }

  /** Stops what is being built and waits for that; no partial results are left. */
  async close(): Promise<PreparationStatus> {
    this.#closing.abort()
    while (this.#working.size > 0) await Promise.allSettled([...this.#working])
    this.#release()
    return this.status()
  }

  #advance(): void {
    if (this.#closing.signal.aborted) return
    const moves = nextMoves(this.#entries, { atMost: this.#options.atMost, mayMake: this.#lock !== undefined })
    for (const move of moves) {
      const entry = this.#entry(move.id)
      if (move.kind === 'fail') failBecause(entry, this.#entry(move.because))
      else this.#track(move.kind === 'look' ? this.#look(entry) : this.#make(entry))
    }
    // Others may wait for a part that has failed now.
    if (moves.some(({ kind }) => kind === 'fail')) return this.#advance()
    if (wantsLock(this.#entries)) this.#track(this.#acquire())
    else this.#release()
    this.#changed()
  }

  #track(work: Promise<void>): void {
    this.#working.add(work)
    void work.finally(() => this.#working.delete(work))
  }

  #entry(id: string): Entry {
    const entry = this.#entries.find((each) => each.id === id)
    if (entry === undefined) throw new Error(`There is no part “${id}”.`)
    return entry
  }

  /** A part whose state cannot be determined counts as missing: it is looked for again before it is built. */
  async #look(entry: Entry): Promise<void> {
    entry.stage = 'looking'
    entry.stage = await entry.part.find(this.#work(entry)).catch(() => 'missing' as const)
    delete entry.progress
    this.#advance()
  }

  async #make(entry: Entry): Promise<void> {
    entry.stage = 'making'
    const since = performance.now()
    try {
      // Another process may have built it while this one waited for the lock, or an earlier part may have installed it.
      const found = await entry.part.find(this.#work(entry))
      this.#closing.signal.throwIfAborted()
      if (found === 'missing') await entry.part.make(this.#work(entry))
      this.#end(entry, {
        stage: found === 'missing' ? 'ready' : found,
        milliseconds: Math.round(performance.now() - since),
      })
    } catch (error) {
      if (this.#closing.signal.aborted) this.#end(entry, { stage: 'missing' })
      else
        this.#end(entry, {
          stage: 'failed',
          problem: problemOf(error),
          milliseconds: Math.round(performance.now() - since),
        })
    }
    this.#advance()
  }

  #end(entry: Entry, change: Pick<Entry, 'stage' | 'problem' | 'milliseconds'>): void {
    delete entry.progress
    Object.assign(entry, change)
  }

  #work(entry: Entry): PartWork {
    const progress: PartWork['progress'] = (event) => {
      entry.progress = event
      this.#changed()
    }
    return { progress, signal: this.#closing.signal }
  }

  async #acquire(): Promise<void> {
    if (this.#isLocking || this.#lock !== undefined) return
    this.#isLocking = true
    try {
      const onHeld = (): void => {
        this.#isHeldElsewhere = true
        this.#changed()
      }
      const { cache, lockEveryMs: everyMs } = this.#options
      this.#lock = await waitForBuildLock(cache, { everyMs, signal: this.#closing.signal, onHeld })
    } catch (error) {
      for (const entry of this.#entries.filter(({ stage }) => stage === 'missing'))
        this.#end(entry, { stage: 'failed', problem: problemOf(error) })
    }
    this.#isLocking = false
    this.#isHeldElsewhere = false
    this.#advance()
  }

  #release(): void {
    this.#lock?.release()
    this.#lock = undefined
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  #statusOf(entry: Entry): PartStatus {
    const { id, part, stage, problem, milliseconds, progress } = entry
    const shown = {
      id,
      title: part.title,
      ...(problem === undefined ? {} : { problem }),
      ...(milliseconds === undefined ? {} : { milliseconds }),
    }
    if (isSettled(entry)) return { ...shown, state: stage === 'ready' || stage === 'failed' ? stage : 'not-needed' }
    if (stage === 'making') return { ...shown, state: 'preparing', text: starting, ...progress }
    return { ...shown, state: 'waiting', text: this.#waitingText(entry) }
  }

  #waitingText(entry: Entry): Words {
    if (this.#closing.signal.aborted) return stopped
    if (entry.stage !== 'missing') return looking
    if (this.#isHeldElsewhere) return heldElsewhere
    const first = waitsFor(entry, this.#entries)
    return first === undefined ? queued : waitingFor(this.#entry(first).part.title)
  }
}

const reset = (entry: Entry): void => {
  entry.stage = 'unseen'
  delete entry.problem
  delete entry.milliseconds
}

/** Only the fix of the first failure applies. */
const failBecause = (entry: Entry, failed: Entry): void => {
  entry.stage = 'failed'
  entry.problem = { what: becauseOf(failed.part.title), hint: failed.problem?.hint ?? failed.part.title }
}
