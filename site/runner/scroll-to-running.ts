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
    const step = this.#step
    if (step === undefined) return
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
    step.scrollIntoView({ block: 'start', behavior: isCalm ? 'auto' : 'smooth' })
    // Meanwhile the steps above it may have become longer: they show their output.
    addEventListener('scrollend', () => this.#correct(step), { once: true })
  }

  #correct(step: HTMLElement): void {
    const { top } = step.getBoundingClientRect()
    const isSeen = top >= 0 && top < innerHeight / 2
    if (this.#isOn && step === this.#step && !isSeen) step.scrollIntoView({ block: 'start', behavior: 'auto' })
  }
}
