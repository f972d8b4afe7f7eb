/**
 * How long each waits for the one before it, in milliseconds. Nested, so that the innermost, which knows the reason,
 * speaks first; a test asserts the order. All of them together end before `reaction`, the time after which a run has to
 * say that its VM or its engine hangs.
 */
export const deadlines = {
  /** For a TCP connection to show that somebody is there. A port that says nothing until then is silent. */
  connect: 2500,
  /** For a whole answer of a server or an engine, the connection included. */
  answer: 6500,
  /** For one look of an observer, which may ask more than once. */
  look: 8000,
  /** For the answer of the lab's probe, in which an observer looks. */
  probe: 9500,
  /** For `Session.observe`. */
  observation: 11_000,
  reaction: 15_000,
} as const

/**
 * How long a target is kept for its reader at most: long enough to look around in a VM, short enough that a forgotten
 * one does not stay.
 */
export const keptForMs = 30 * 60_000
