import type { TargetState } from '../../runner/protocol/api.ts'
import type { Problem } from '../../runner/protocol/events.ts'

/** What a guide's page says before anything is run. */
export interface Advice {
  /** The target on which the guide cannot run here, and why. */
  readonly target: string
  readonly missing: readonly Problem[]
  /** Another one of the guide's targets on which it can. */
  readonly instead?: string
}

/** Nothing to say while the guide's first target can be used, is being prepared, or nothing is known of it. */
export const adviceFor = (targets: readonly string[], states: readonly TargetState[]): Advice | undefined => {
  const stateOf = (id: string): TargetState | undefined => states.find((each) => each.id === id)
  const [usual = '', ...others] = targets
  const first = stateOf(usual)
  if (first?.state !== 'missing') return undefined
  const instead = others.find((id) => stateOf(id)?.state === 'ready')
  return { target: usual, missing: first.missing, ...(instead === undefined ? {} : { instead }) }
}
