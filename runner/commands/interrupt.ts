const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** npm, the terminal and a parent may each deliver the same key press; within this time it counts once. */
const onePressMs = 100

export interface Interrupts {
  /** First signal: stop the run. */
  readonly first: () => void
  /** Second signal: stop it at once. */
  readonly second: () => void
}

/** Listens for SIGINT, SIGTERM and SIGHUP. Returns a function that stops listening. */
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
