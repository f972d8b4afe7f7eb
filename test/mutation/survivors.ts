/** A wrong command that the checks of its step cannot tell from the right one, and need not. It still counts as not caught. */
export interface AcceptedSurvivor {
  readonly guide: string
  readonly step: string
  /** The mutant's name, as the report shows it. */
  readonly mutant: string
  readonly why: string
}

export const acceptedSurvivors: readonly AcceptedSurvivor[] = []
