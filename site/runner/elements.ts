import type { RunRequest } from '../../runner/protocol/api.ts'
import type { Report } from '../../runner/protocol/report.ts'
import { languageOf, phrases, type Phrases } from '../words.ts'
import { announcement } from './announce.ts'
import { runnerClient, type RunnerClient } from './client.ts'
import { part, setText } from './dom.ts'
import { Follower, type View } from './follow.ts'
import { keptToken } from './pair.ts'
import { paired } from './pair-page.ts'
import { withReplay } from '../replay/without-runner.ts'
import { RunView } from './run-view.ts'
import { StepView } from './step-view.ts'
import { adviceFor } from './availability.ts'
import { prepared } from './preparation/follow.ts'
import { wait } from './wait.ts'

/** What is in the fields; an empty one counts as not filled in. */
const typedInto = (run: HTMLElement): NonNullable<RunRequest['inputs']> =>
  Object.fromEntries(
    [...run.querySelectorAll<HTMLInputElement>('[data-part="inputs"] input')].flatMap(({ name, value }) =>
      value === '' ? [] : [[name, value]],
    ),
  )

/** `<shipshape-run>`: runs a guide, and shows in it and in the guide's steps what happens. */
class RunElement extends HTMLElement {
  #leaving = new AbortController()

  connectedCallback(): void {
    const say = phrases[languageOf(this.dataset['language'] ?? '')]
    const guide = this.dataset['guide'] ?? ''
    const roots = [...document.querySelectorAll<HTMLElement>(`shipshape-step[data-guide="${CSS.escape(guide)}"]`)]
    const steps = roots.map((root) => new StepView(root, say))
    this.#leaving = new AbortController()
    const follower = this.#follow(guide, steps, new RunView(this, steps, say), say)
    for (const root of [this, ...roots]) this.#listen(root, follower)
  }

  disconnectedCallback(): void {
    this.#leaving.abort()
  }

  #follow(guide: string, steps: readonly StepView[], runView: RunView, say: Phrases): Follower {
    let shown: Report | undefined
    const onView = (view: View): void => {
      const { report } = view
      this.#showButtons(view, steps)
      runView.update(view)
      steps.forEach((step) => step.update(report.steps.find((each) => each.id === step.id)))
      if (shown)
        setText(part(this, 'announcer'), announcement(shown, report, steps, say) || part(this, 'announcer').textContent)
      shown = report
    }
    const choice = this.querySelector<HTMLSelectElement>('select[data-part="target"]')
    const usual = this.dataset['target'] ?? ''
    const runner = runnerClient(
      (path, init) => fetch(path, init),
      () => keptToken(localStorage),
    )
    const client = withReplay(runner, this.querySelector('[data-part="replay"]'))
    // In a getter of the options, `this` would be the options.
    const typed = (): NonNullable<RunRequest['inputs']> => typedInto(this)
    const follower = new Follower({
      guide,
      contentHash: this.dataset['hash'] ?? '',
      // Read at each start: the reader may have chosen another one meanwhile.
      get target() {
        return choice?.value ?? usual
      },
      get inputs() {
        return typed()
      },
      client,
      isHidden: () => document.hidden,
      isLocal: ['127.0.0.1', 'localhost'].includes(location.hostname),
      onView,
      wait,
      newKey: () => crypto.randomUUID(),
    })
    const { signal } = this.#leaving
    const poke = (): void => follower.poke()
    addEventListener(paired, poke, { signal })
    // Another tab was paired.
    addEventListener('storage', poke, { signal })
    document.addEventListener('visibilitychange', poke, { signal })
    const clock = setInterval(() => runView.showTime(follower.view.report, Date.now()), 1_000)
    signal.addEventListener('abort', () => clearInterval(clock))
    part(this, 'cancel').addEventListener(
      'click',
      () => {
        if (follower.view.report.status !== 'running') return
        runView.showCancelling(follower.view)
        void follower.cancel()
      },
      { signal },
    )
    part(this, 'notice').addEventListener(
      'click',
      ({ target: clicked }) => {
        if (clicked instanceof Element && clicked.closest('[data-part="cancel-other"]')) void follower.cancelOther()
      },
      { signal },
    )
    void follower.follow(signal)
    this.#advise(client, runView)
    return follower
  }

  /** Before anything is run: whether the guide can run here, and on which of its targets. */
  #advise(client: RunnerClient, runView: RunView): void {
    const targets = (this.dataset['targets'] ?? '').split(' ')
    const choice = this.querySelector<HTMLSelectElement>('select[data-part="target"]')
    let isChosen = false
    choice?.addEventListener('change', () => (isChosen = true), { signal: this.#leaving.signal })
    const ask = async (): Promise<void> => {
      const answer = client.hasToken() ? await client.targets() : undefined
      const advice = answer?.kind === 'ok' ? adviceFor(targets, answer.value.targets) : undefined
      runView.showAdvice(advice)
      // What the reader has chosen stays chosen.
      if (choice && !isChosen) choice.value = advice?.instead ?? targets[0] ?? ''
    }
    for (const name of [paired, prepared]) addEventListener(name, () => void ask(), { signal: this.#leaving.signal })
    void ask()
  }

  #showButtons({ connection }: View, steps: readonly StepView[]): void {
    const usable = connection === 'ready' || connection === 'gone'
    for (const step of steps) step.showButtons(usable)
  }

  #listen(root: HTMLElement, follower: Follower): void {
    const step = root.dataset['step'] ?? ''
    root.addEventListener(
      'click',
      (event) => {
        const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-run]') : null
        if (button === null || button.getAttribute('aria-disabled') === 'true') return
        const kind = button.dataset['run']
        const steps: RunRequest['steps'] = kind === 'only' || kind === 'to' ? { kind, step } : { kind: 'all' }
        void follower.start(steps)
      },
      { signal: this.#leaving.signal },
    )
  }
}

customElements.define('shipshape-run', RunElement)
