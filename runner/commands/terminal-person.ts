import type { Person } from '../contract/person.ts'
import type { PlannedStep } from '../core/plan.ts'

export interface TerminalPerson {
  readonly person: Person
  /** Reads the terminal no longer. */
  readonly close: () => void
}

/** Whether a step of the plan needs a person. */
export const needsPerson = (steps: readonly PlannedStep[]): boolean =>
  steps.some(({ action }) => action.kind === 'by-hand')

/**
 * Who sits at this terminal: Return says that it is done. The terminal is read all the while, so that what is pressed
 * before the run asks counts for nothing.
 */
export const terminalPerson = (input: NodeJS.ReadStream): TerminalPerson => {
  let isDone: (() => void) | undefined
  const onText = (): void => isDone?.()
  input.on('data', onText)
  return {
    person: {
      done: (_step, signal) =>
        new Promise((resolve) => {
          isDone = () => {
            isDone = undefined
            resolve('terminal')
          }
          signal.addEventListener('abort', () => (isDone = undefined), { once: true })
        }),
    },
    close: () => {
      input.off('data', onText)
      input.pause()
    },
  }
}
