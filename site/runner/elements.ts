import type { RunRequest } from '../../runner/protocol/api.ts'
import { languageOf, phrases, type Phrases } from '../words.ts'
import { announcement } from './announce.ts'
import { adviceFor } from './availability.ts'
import { runnerClient, type RunnerClient } from './client.ts'
import { part } from '../part.ts'
import { addStyles } from '../reading/add-styles.ts'
import { setText } from './dom.ts'
import { recordedTimesIn } from './expected.ts'
import { Follower } from './follow.ts'
import type { View } from './view.ts'
import { paired } from './pair-page.ts'
import { withReplay } from '../replay/without-runner.ts'
import replayStyles from '../styles/replay.css?url'
import barStyles from '../styles/run-bar.css?url'
import { HistoryView } from './history-view.ts'
import { HereView } from './here-view.ts'
import { KeptView } from './kept-view.ts'
import { NoticeView } from './notice-view.ts'
import { keepToken, keptToken } from './pair.ts'
import { prepared } from './preparation/follow.ts'
import { placeBar, RunBar } from './run-bar.ts'
import { RunView } from './run-view.ts'
import { runsFirstText } from './runs-first.ts'
import { ScrollToRunning } from './scroll-to-running.ts'
import { StepView } from './step-view.ts'
import { wait } from './wait.ts'

/** What is in the fields; an empty one counts as not filled in. */
const typedInto = (run: HTMLElement): NonNullable<RunRequest['inputs']> =>
  Object.fromEntries(
    [...run.querySelectorAll<HTMLInputElement>('[data-part="inputs"] input')].flatMap(({ name, value }) =>
      value === '' ? [] : [[name, value]],
    ),
  )

/** What shows a run on the page. */
interface Shown {
  readonly steps: readonly StepView[]
  readonly roots: readonly HTMLElement[]
  readonly run: RunView
  readonly bar: RunBar
  readonly scroll: ScrollToRunning
  readonly kept: KeptView
  readonly say: Phrases
}

/** `<shipshape-run>`: runs a guide, and shows in it, in a bar and in the guide's steps what happens. */
class RunElement extends HTMLElement {
  #leaving = new AbortController()
  #bar: HTMLElement | undefined
  /** Not where no program can run the guide, or something is missing for each of its targets. */
  #canRun = true
  #notice: NoticeView | undefined
  #history: HistoryView | undefined

  connectedCallback(): void {
    const say = phrases[languageOf(this.dataset['language'] ?? '')]
    const guide = this.dataset['guide'] ?? ''
    const roots = [...document.querySelectorAll<HTMLElement>(`shipshape-step[data-guide="${CSS.escape(guide)}"]`)]
    this.#leaving = new AbortController()
    const runner = runnerClient(
      (path, init) => fetch(path, init),
      () => keptToken(localStorage),
    )
    const client = withReplay(runner, this.querySelector('[data-part="replay"]'))
    const bar = (this.#bar ??= part(this, 'bar'))
    const shown = this.#show(roots, bar, say, client)
    const follower = this.#follow(guide, client, shown)
    this.#notice = this.#helpWith(follower, client, say)
    this.#notice.update(follower.view)
    this.#history = new HistoryView(part(this, 'history'), this.dataset['hash'] ?? '', say, client, {
      show: (run) => follower.open(run),
      showNewest: () => follower.openNewest(),
    })
    placeBar(bar)
    for (const root of [this, ...roots]) this.#listen(root, follower)
    this.#listenToPanel(follower)
    this.#listenToBar(bar, shown.bar, follower)
    this.#advise(client, new HereView(this, shown.steps, say), shown, follower)
  }

  disconnectedCallback(): void {
    this.#leaving.abort()
    this.#bar?.remove()
  }

  #show(roots: readonly HTMLElement[], bar: HTMLElement, say: Phrases, client: RunnerClient): Shown {
    const steps = roots.map((root) => new StepView(root, say))
    const times = recordedTimesIn(this.dataset['times'])
    return {
      steps,
      roots,
      say,
      run: new RunView(this, steps, say),
      kept: new KeptView(part(this, 'kept'), steps, say, client),
      bar: new RunBar(bar, { steps, say, times, target: () => this.#target() }),
      scroll: new ScrollToRunning(part(bar, 'follow'), this.#leaving.signal),
    }
  }

  /** Read at each start: the reader may have chosen another one meanwhile. */
  #target(): string {
    return this.querySelector<HTMLSelectElement>('select[data-part="target"]')?.value ?? this.dataset['target'] ?? ''
  }

  #follow(guide: string, client: RunnerClient, shown: Shown): Follower {
    let before: View | undefined
    const onView = (view: View): void => {
      this.#update(view, shown)
      const heard = before === undefined ? '' : announcement(before, view, shown.steps, shown.say)
      if (heard !== '') setText(part(this, 'announcer'), heard)
      before = view
    }
    const follower = new Follower({
      guide,
      contentHash: this.dataset['hash'] ?? '',
      target: () => this.#target(),
      inputs: () => typedInto(this),
      keep: () => this.querySelector<HTMLInputElement>('input[data-part="keep"]')?.checked === true,
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
    const clock = setInterval(() => shown.bar.showTime(follower.view, Date.now()), 1_000)
    signal.addEventListener('abort', () => clearInterval(clock))
    void follower.follow(signal)
    return follower
  }

  #update(view: View, { steps, roots, run, bar, scroll, kept, say }: Shown): void {
    const { report, connection } = view
    const usable = this.#canRun && (connection === 'ready' || connection === 'gone')
    for (const step of steps) step.showButtons(usable)
    run.update(view)
    bar.update(view)
    kept.update(view)
    this.#notice?.update(view)
    this.#history?.update(view)
    for (const step of steps)
      step.update(
        // Where nothing was executed, what is missing says it all.
        report.missing.length > 0 ? undefined : report.steps.find((each) => each.id === step.id),
        runsFirstText(report, step, steps, say),
      )
    const running = report.steps.find(({ status }) => status === 'running')
    scroll.update(roots.find((root) => root.dataset['step'] === running?.id))
  }

  #helpWith(follower: Follower, client: RunnerClient, say: Phrases): NoticeView {
    return new NoticeView(part(this, 'notice'), say, {
      tryAgain: () => follower.poke(),
      cancelOther: () => void follower.cancelOther(),
      agree: () => void follower.agree(),
      pair: async (token) => {
        keepToken(token, localStorage)
        dispatchEvent(new Event(paired))
        return (await client.runs()).kind !== 'unpaired'
      },
    })
  }

  #listenToPanel(follower: Follower): void {
    const { signal } = this.#leaving
    part(this, 'cancel').addEventListener('click', () => void follower.cancel(), { signal })
    part(this, 'continue').addEventListener('click', () => void follower.decide('continue'), { signal })
    part(this, 'end').addEventListener('click', () => void follower.decide('end'), { signal })
  }

  #listenToBar(root: HTMLElement, bar: RunBar, follower: Follower): void {
    const { signal } = this.#leaving
    part(root, 'bar-cancel').addEventListener('click', () => void follower.cancel(), { signal })
    const close = (): void => {
      bar.close(follower.view.report.run)
      bar.update(follower.view)
    }
    part(root, 'close').addEventListener('click', close, { signal })
  }

  /** Before anything is run: whether the guide can run here, and on which of its targets. */
  #advise(client: RunnerClient, here: HereView, shown: Shown, follower: Follower): void {
    const { signal } = this.#leaving
    const targets = (this.dataset['targets'] ?? '').split(' ')
    const choice = this.querySelector<HTMLSelectElement>('select[data-part="target"]')
    let isChosen = false
    choice?.addEventListener('change', () => (isChosen = true), { signal })
    const ask = async (): Promise<void> => {
      const answer = client.hasToken() ? await client.targets() : undefined
      const advice = answer?.kind === 'ok' ? adviceFor(targets, answer.value.targets) : undefined
      here.showAdvice(advice)
      this.#canRun = this.dataset['canRun'] === 'true' && (advice === undefined || advice.instead !== undefined)
      here.offerCheck(!this.#canRun)
      this.#update(follower.view, shown)
      // What the reader has chosen stays chosen.
      if (choice && !isChosen) choice.value = advice?.instead ?? targets[0] ?? ''
    }
    const check = async (): Promise<void> => {
      here.showChecking()
      const target = this.#target()
      here.showCheck(await client.check({ playbook: this.dataset['guide'] ?? '', target }), target)
      await ask()
      // What was found says all of it.
      here.showAdvice(undefined)
    }
    part(this, 'check').addEventListener('click', () => void check(), { signal })
    for (const name of [paired, prepared]) addEventListener(name, () => void ask(), { signal })
    void ask()
  }

  #listen(root: HTMLElement, follower: Follower): void {
    const step = root.dataset['step'] ?? ''
    root.addEventListener(
      'click',
      (event) => {
        const clicked = event.target instanceof Element ? event.target.closest<HTMLElement>('button') : null
        const button = clicked?.closest<HTMLElement>('[data-run]') ?? null
        if (clicked?.matches('[data-done-by-hand]') === true) return void follower.done(step)
        if (button === null || button.getAttribute('aria-disabled') === 'true') return
        const kind = button.dataset['run']
        const asked = kind === 'again' ? follower.view.report.scope.asked : { kind: 'all' as const }
        void follower.start(kind === 'only' || kind === 'to' ? { kind, step } : asked)
      },
      { signal: this.#leaving.signal },
    )
  }
}

// Nothing of a run or of a replay is shown without its looks.
await Promise.all([barStyles, replayStyles].map(addStyles))
customElements.define('shipshape-run', RunElement)
