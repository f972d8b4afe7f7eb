/** A mistake of an author in a playbook, found without running it. */
export interface Mistake {
  /** The step that it is in; absent when it is about the whole playbook. */
  readonly step?: string
  /** One sentence, without the step. */
  readonly what: string
  /** How to correct it, one sentence. */
  readonly fix?: string
  /** A text of the source that leads to the line. */
  readonly near?: string
}

/** A mistake in one line. */
export const mistakeText = ({ step, what, fix }: Mistake): string =>
  [step === undefined ? what : `Step “${step}”: ${what}`, fix].filter((part) => part !== undefined).join(' ')
