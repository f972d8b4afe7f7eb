import { languageOf } from '../locales.ts'
import { part } from '../part.ts'
import { Player, type PlayerView } from './player.ts'
import { recordingWords, type RecordingWords } from './words.ts'

/** What it says is ours or a number; a text that stays is not touched, for who hears or has selected it. */
const write = (element: Element, text: string): void => {
  if (element.textContent !== text) element.textContent = text
}
const seconds = (milliseconds: number): number => Math.round(milliseconds / 1000)
const clock = (milliseconds: number): string =>
  `${Math.floor(seconds(milliseconds) / 60)}:${String(seconds(milliseconds) % 60).padStart(2, '0')}`

/** `<shipshape-recording>`: replays a recorded text that is already in the page. */
class RecordingElement extends HTMLElement {
  connectedCallback(): void {
    const say = recordingWords[languageOf(this.dataset['language'] ?? '')]
    const all = Number(this.dataset['milliseconds'])
    const pieces = [...this.querySelectorAll<HTMLElement>('[data-at]')]
    const range = part(this, 'position') as HTMLInputElement // the page is built with an input there
    const player = new Player(
      all,
      (draw) => requestAnimationFrame(draw),
      (view) => this.#show(view, all, pieces, range, say),
    )
    part(this, 'play').addEventListener('click', () =>
      player.view.state === 'playing' ? player.pause() : player.play(),
    )
    range.addEventListener('input', () => player.seek(Number(range.value)))
    this.#showTime(all, all, range, say)
    // With reduced motion, the reader moves through it manually.
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    part(this, 'play').hidden = isStill
    part(this, 'controls').hidden = false
    if (this.dataset['playsByItself'] !== undefined && !isStill) player.play()
  }

  #show(
    { position, state }: PlayerView,
    all: number,
    pieces: readonly HTMLElement[],
    range: HTMLInputElement,
    say: RecordingWords,
  ): void {
    for (const piece of pieces) piece.classList.toggle('to-come', Number(piece.dataset['at']) > position)
    write(part(this, 'play'), state === 'playing' ? say.pause : state === 'still' ? say.play : say.again)
    range.value = String(position)
    this.#showTime(position, all, range, say)
    this.#follow(pieces.findLast((piece) => !piece.classList.contains('to-come')))
  }

  #showTime(position: number, all: number, range: HTMLInputElement, say: RecordingWords): void {
    write(part(this, 'time'), `${clock(position)} / ${clock(all)}`)
    const text = say.elapsed(seconds(position), seconds(all))
    if (range.getAttribute('aria-valuetext') !== text) range.setAttribute('aria-valuetext', text)
  }

  /** Keeps what was seen last inside the box, without moving the page. */
  #follow(piece: HTMLElement | undefined): void {
    const screen = part(this, 'screen')
    if (piece === undefined) return
    const below = piece.getBoundingClientRect().bottom - screen.getBoundingClientRect().bottom
    const above = piece.getBoundingClientRect().bottom - screen.getBoundingClientRect().top
    if (below > 0 || above < 0) screen.scrollTop += below + 12
  }
}

customElements.define('shipshape-recording', RecordingElement)
