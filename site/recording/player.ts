/** The state that a player shows. */
export interface PlayerView {
  /** In milliseconds of the recording. */
  readonly position: number
  readonly state: 'still' | 'playing' | 'ended'
}

/** Calls back at the next moment at which something can be drawn, with the time in milliseconds. */
export type NextFrame = (draw: (now: number) => void) => void

/** Plays a recording at its original speed. It begins at its end, so that all of the text can be read first. */
export class Player {
  readonly #milliseconds: number
  readonly #nextFrame: NextFrame
  readonly #onView: (view: PlayerView) => void
  #view: PlayerView
  #drawnAt: number | undefined

  constructor(milliseconds: number, nextFrame: NextFrame, onView: (view: PlayerView) => void) {
    this.#milliseconds = milliseconds
    this.#nextFrame = nextFrame
    this.#onView = onView
    this.#view = { position: milliseconds, state: 'ended' }
  }

  get view(): PlayerView {
    return this.#view
  }

  /** Plays on; from the start when the end was reached. */
  play(): void {
    if (this.#view.state === 'playing') return
    this.#drawnAt = undefined
    this.#show({ position: this.#view.state === 'ended' ? 0 : this.#view.position, state: 'playing' })
    this.#nextFrame((now) => this.#draw(now))
  }

  pause(): void {
    if (this.#view.state === 'playing') this.#show({ ...this.#view, state: 'still' })
  }

  /** Goes to a moment and stays there. */
  seek(position: number): void {
    this.#show({ position, state: position >= this.#milliseconds ? 'ended' : 'still' })
  }

  #draw(now: number): void {
    if (this.#view.state !== 'playing') return
    const position = this.#view.position + now - (this.#drawnAt ?? now)
    this.#drawnAt = now
    if (position >= this.#milliseconds) return this.#show({ position: this.#milliseconds, state: 'ended' })
    this.#show({ position, state: 'playing' })
    this.#nextFrame((next) => this.#draw(next))
  }

  #show(view: PlayerView): void {
    this.#view = view
    this.#onView(view)
  }
}
