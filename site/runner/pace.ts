/** What determines how soon a page polls again. */
export interface Pace {
  readonly live: boolean
  readonly hidden: boolean
  /** The last answer was cut short. */
  readonly more: boolean
  /** How many times in a row the runner did not answer. */
  readonly failures: number
}

/**
 * Milliseconds until the next poll.
 *
 * Short polls and no held connection: a browser opens six connections to a server, for all tabs together. Six tabs with
 * an event stream each would use them all, and a seventh page, or Cancel, would wait forever.
 */
export const pauseMs = ({ live, hidden, more, failures }: Pace): number => {
  if (failures > 0) return Math.min(10_000, 500 * 2 ** failures)
  if (more) return 0
  if (live) return hidden ? 2_000 : 250
  return hidden ? 10_000 : 2_000
}
