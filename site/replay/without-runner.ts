import type { RunRequest } from '../../runner/protocol/api.ts'
import type { RunnerClient } from '../runner/client.ts'
import { part } from '../part.ts'
import { paired } from '../runner/pair-page.ts'
import { showAsReplay } from './mode.ts'
import type { Player } from './player.ts'

/** Served from this computer: then the page asks whether a runner is there. */
const isLocal = (): boolean => ['127.0.0.1', 'localhost'].includes(location.hostname)

const stepIn = (steps: RunRequest['steps'] | undefined): string | undefined =>
  steps === undefined || steps.kind === 'all' ? undefined : steps.step

/** What stands in the page for who has no runner: the replay, and how to get a runner. */
class WithoutRunner {
  readonly #panel: HTMLElement
  #player: Promise<Player> | undefined
  #asked: string | undefined

  constructor(panel: HTMLElement) {
    this.#panel = panel
    part(panel, 'get-runner').addEventListener('click', () => this.#explain())
    panel.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#type()
    })
  }

  get hasReplay(): boolean {
    return this.#panel.dataset['journal'] !== undefined
  }

  show(): void {
    this.#panel.hidden = false
    if (this.hasReplay) showAsReplay()
  }

  player(): Promise<Player> {
    return (this.#player ??= import('./player.ts').then(({ playerFor }) => playerFor(this.#panel)))
  }

  async start(request: RunRequest): ReturnType<RunnerClient['start']> {
    this.#asked = stepIn(request.steps)
    const { client } = await this.player()
    const answer = await client.start(request)
    if (answer.kind === 'ok') this.#panel.dataset['playing'] = ''
    return answer
  }

  /** The way to a runner, which opens the step that was asked for last, or the one that the reader has come to. */
  #explain(): void {
    const link = part(this.#panel, 'there') as HTMLAnchorElement // the page is built with a link there
    const address = new URL(link.href)
    address.hash = this.#asked === undefined ? location.hash : `step-${this.#asked}`
    link.href = address.href
    link.textContent = address.href
    const dialog = part(this.#panel, 'explained') as HTMLDialogElement // and with a dialog
    dialog.showModal()
  }

  async #type(): Promise<void> {
    const line = part(this.#panel, 'line') as HTMLInputElement // and with a field
    const command = line.value
    line.value = ''
    if (command.trim() !== '') await (await this.player()).answer(command)
  }
}

/**
 * The runner, or, on a page that none serves, the replay of the run that proves its guide, so that the same buttons
 * show the same things. `panel` is the part of the page about it; undefined where no program can run the guide.
 */
export const withReplay = <Client extends RunnerClient>(live: Client, panel: HTMLElement | null): Client => {
  if (panel === null) return live
  const without = new WithoutRunner(panel)
  let isAbsent = false
  const isReplay = (): boolean => isAbsent && without.hasReplay && !live.hasToken()
  const noRunner = (): void => {
    if (isAbsent) return
    isAbsent = true
    without.show()
    // The page looks again, once it waits, and finds the replay in place of a runner.
    setTimeout(() => dispatchEvent(new Event(paired)))
  }
  if (!isLocal() && !live.hasToken()) noRunner()
  return {
    ...live,
    hasToken: () => isReplay() || live.hasToken(),
    health: async () => {
      const isThere = await live.health()
      if (!isThere) noRunner()
      return isThere
    },
    // A page that is opened shows no replay before one is asked for.
    runs: () => (isReplay() ? Promise.resolve({ kind: 'ok', value: { runs: [] } }) : live.runs()),
    events: async (run, after) =>
      isReplay() ? (await without.player()).client.events(run, after) : live.events(run, after),
    start: (request) => (isReplay() ? without.start(request) : live.start(request)),
    cancel: async (run) => (isReplay() ? (await without.player()).client.cancel(run) : live.cancel(run)),
    targets: () => (isReplay() ? Promise.resolve({ kind: 'ok', value: { targets: [] } }) : live.targets()),
  }
}
