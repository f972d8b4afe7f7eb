import { type Match, equals } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import type { HandCheck } from '../../contract/by-hand.ts'
import type { Judging } from '../../contract/judging.ts'
import type { PlannedStep } from '../plan.ts'
import type { Hand } from './hand.ts'
import { keepingOf } from './keep-value.ts'

/** A command that a person types after a step, and what it shows. */
export interface TypedLook {
  /** The index of its check; absent: it keeps a value. */
  readonly check?: number
  readonly line: string
  readonly shows: Match
}

/** How a person sees each check of a step. */
export const handChecks = ({ checks }: PlannedStep, { typing }: Hand, { byHand }: Judging): readonly HandCheck[] =>
  checks.map((check) => byHand(check, typing))

/** Lines that keep the step’s values by asking its command again, each with the value that it must find. */
const keptAgain = (step: PlannedStep, { variable, spell }: Hand): readonly TypedLook[] => {
  const keeping = keepingOf(step, variable, spell)
  if (keeping?.kind !== 'ask-again') return []
  return keeping.lines.map(({ line, variable: kept, name }) => ({
    line: `${line}; echo "$${kept}"`,
    shows: equals(text`${{ from: 'step', step: step.id, name }}`),
  }))
}

/** All that a person types after a step, in order. The exit code comes first: each command has one of its own. */
export const looksAfter = (step: PlannedStep, hand: Hand, judging: Judging): readonly TypedLook[] => {
  const looks = handChecks(step, hand, judging).flatMap((hand, check) =>
    hand.kind === 'looks' ? hand.looks.map(({ line, shows }): TypedLook => ({ check, line, shows })) : [],
  )
  const isExitCode = ({ check = -1 }: TypedLook): boolean => step.checks[check]?.kind === 'exit-code'
  return [...looks.filter(isExitCode), ...keptAgain(step, hand), ...looks.filter((look) => !isExitCode(look))]
}
