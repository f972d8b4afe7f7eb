const scrollKeys = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' '])

const isScrollbar = ({ clientX }: MouseEvent): boolean => clientX >= document.documentElement.clientWidth

/** A key in a field or on a button does not scroll the page. */
const scrollsPage = ({ key, target }: KeyboardEvent): boolean =>
  scrollKeys.has(key) && !(target instanceof Element && target.closest('input, select, textarea, button, summary, pre'))

/** Keeps the running step in sight while its button is pressed, until the reader scrolls. */
export class ScrollToRunning {
  readonly #button: HTMLElement
  #step: HTMLElement | undefined

  constructor(button: HTMLElement, signal: AbortSignal) {
    this.#button = button
    const stop = (): void => this.#follow(false)
    button.addEventListener('click', () => this.#follow(!this.#isOn), { signal })
    for (const name of ['wheel', 'touchmove'] as const) addEventListener(name, stop, { signal, passive: true })
    addEventListener('keydown', (event) => (scrollsPage(event) ? stop() : undefined), { signal })
    // At the end of a smooth scroll, and whenever the page has become longer.
    addEventListener('scrollend', () => this.#correct(), { signal })
    const growing = new ResizeObserver(() => this.#correct())
    growing.observe(document.body)
    signal.addEventListener('abort', () => growing.disconnect())
    addEventListener('mousedown', (event) => (isScrollbar(event) ? stop() : undefined), { signal })
  }

  get #isOn(): boolean {
    return this.#button.getAttribute('aria-pressed') === 'true'
  }

  /** The step that runs now; undefined between two steps, which scrolls nowhere. */
  update(step: HTMLElement | undefined): void {
    if (step === undefined || step === this.#step) return
    this.#step = step
    if (this.#isOn) this.#show()
  }

  #follow(isOn: boolean): void {
    this.#button.setAttribute('aria-pressed', String(isOn))
    if (isOn) this.#show()
  }

  #show(): void {
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
    this.#step?.scrollIntoView({ block: 'start', behavior: isCalm ? 'auto' : 'smooth' })
  }

  /** The steps above it become longer when they show their output. */
  #correct(): void {
    if (!this.#isOn || this.#step === undefined) return
    const { top } = this.#step.getBoundingClientRect()
    const isSeen = top >= 0 && top < innerHeight / 2
    if (!isSeen) this.#step.scrollIntoView({ block: 'start', behavior: 'auto' })
  }
}
