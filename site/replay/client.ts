import type { RunRequest } from '../../runner/protocol/api.ts'
import type { Problem, RunEvent } from '../../runner/protocol/events.ts'
import type { Answer, RunsClient } from '../runner/client.ts'
import { cutJournal } from './cut-journal.ts'
import { Replay } from './replay.ts'
import type { Pace } from './schedule.ts'

/** The events of the verified run, or why they cannot be shown. */
export type Loaded =
  | { readonly kind: 'run'; readonly events: readonly RunEvent[] }
  | { readonly kind: 'unusable'; readonly problem: Problem }

export interface ReplayOptions {
  /** Loads the journal; called at a click only. */
  readonly load: () => Promise<Loaded>
  readonly pace: () => Pace
  readonly now: () => number
}

const otherText: Problem = {
  what: {
    en: 'The verified run was of another text of this guide, so its results do not belong to these steps.',
    'zh-cn': '已验证的运行针对本指南的另一版文字，其结果与这里的步骤不对应。',
  },
  hint: { en: 'Reload the page.', 'zh-cn': '请重新加载页面。' },
}

/** What a page may ask of a runner, answered from the run that proves the guide. Nothing is executed. */
export class ReplayClient implements Pick<RunsClient, 'events' | 'start' | 'cancel'> {
  readonly #options: ReplayOptions
  readonly #replays = new Map<string, Replay>()

  constructor(options: ReplayOptions) {
    this.#options = options
  }

  readonly events: RunsClient['events'] = (run, after) =>
    Promise.resolve({ kind: 'ok', value: { events: this.#replays.get(run)?.eventsAfter(after) ?? [], more: false } })

  readonly start = async ({ steps, contentHash, key }: RunRequest): Promise<Answer<{ readonly run: string }>> => {
    const { load, pace, now } = this.#options
    const loaded = await load()
    if (loaded.kind === 'unusable') return { kind: 'refused', ...loaded.problem }
    const [begun] = loaded.events
    const events = cutJournal(loaded.events, steps)
    if (events === undefined || begun?.type !== 'run-started' || begun.contentHash !== contentHash)
      return { kind: 'refused', ...otherText }
    const run = `replay-${key}`
    this.#replays.set(run, new Replay({ events, pace: pace(), run, now }))
    return { kind: 'ok', value: { run } }
  }

  readonly cancel: RunsClient['cancel'] = (run) => {
    this.#replays.get(run)?.cancel()
    return Promise.resolve({ kind: 'ok', value: { run } })
  }

  /** Shows the rest of each replay now. */
  finish(): void {
    for (const replay of this.#replays.values()) replay.finish()
  }
}
