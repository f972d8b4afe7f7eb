const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * npm, a terminal and a parent may each pass on the same key press; within this time it counts as one. Milliseconds.
 */
const onePressMs = 100

export interface Interrupts {
  /** The person wants the run to end. */
  readonly first: () => void
  /** The person wants it to end now. */
  readonly second: () => void
}

/** Listens for Ctrl-C and its relatives. Answers how to stop listening. */
export const onInterrupt = (
  { first, second }: Interrupts,
  now: () => number = () => performance.now(),
): (() => void) => {
  let pressedAt: number | undefined
  const press = (): void => {
    if (pressedAt === undefined) {
      pressedAt = now()
      first()
    } else if (now() - pressedAt >= onePressMs) {
      second()
    }
  }
  for (const signal of signals) process.on(signal, press)
  return () => {
    for (const signal of signals) process.off(signal, press)
  }
}
