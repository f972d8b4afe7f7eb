/** Where a person said that they have done something: on the guide’s page, or in the terminal of the run. */
export type SaidIn = 'page' | 'terminal'

/** A person beside a run, who does what no program can. */
export interface Person {
  /**
   * Resolves once they say that they have done what the step asks for. There is no deadline. Not awaited any longer
   * once the signal aborts, and then nothing is asked of them any more.
   */
  readonly done: (step: string, signal: AbortSignal) => Promise<SaidIn>
}
