import type { Match } from '../../../playbooks/model/check.ts'
import type { Words } from '../../../playbooks/model/text.ts'
import type { HandCheck } from '../../contract/by-hand.ts'
import type { Judging } from '../../contract/judging.ts'
import type { ActualCommandCheck, Rendered } from '../../contract/rendered.ts'
import type { PlannedStep } from '../plan.ts'
import { renderCheck } from '../render.ts'
import { type HandAction, handAction } from './hand-action.ts'
import type { Hand } from './hand.ts'
import { type Keeping, keepingOf } from './keep-value.ts'
import { handChecks } from './looks.ts'

/** A command that a person types to see a check, and what it shows, with values by the names of their variables. */
export interface ReadLook {
  readonly line: string
  readonly shows: Rendered<Match>
  readonly onMac?: string
}

/** A check, as a person sees it. */
export interface ReadCheck {
  readonly kind: PlannedStep['checks'][number]['kind']
  readonly assertion: Words
  readonly seen:
    | { readonly kind: 'looks'; readonly looks: readonly ReadLook[] }
    | Extract<ActualCommandCheck, { readonly kind: 'output' }>
    | Extract<HandCheck, { readonly kind: 'cannot' }>
}

/** All that a person does in a step, in order. */
export interface HandStep {
  readonly id: string
  readonly title: Words
  readonly action: HandAction
  /** How its values are kept in variables: right after its exit code was looked at. */
  readonly keeping: Keeping | undefined
  /** The exit code first: each command has one of its own. */
  readonly checks: readonly ReadCheck[]
  readonly expectFailure: PlannedStep['expectFailure']
  readonly undo: HandAction | undefined
}

const read = (match: Match, { read: spell }: Hand): Rendered<Match> =>
  renderCheck({ kind: 'output', stream: 'stdout', match }, spell).match

const seenIn = (hand: Hand, check: HandCheck): ReadCheck['seen'] => {
  switch (check.kind) {
    case 'looks':
      return { kind: 'looks', looks: check.looks.map((look) => ({ ...look, shows: read(look.shows, hand) })) }
    case 'printed':
      return { kind: 'output', stream: check.stream, match: read(check.match, hand) }
    case 'cannot':
      return check
  }
}

const exitCodeFirst = (checks: readonly ReadCheck[]): readonly ReadCheck[] => [
  ...checks.filter(({ kind }) => kind === 'exit-code'),
  ...checks.filter(({ kind }) => kind !== 'exit-code'),
]

export const handStep = (step: PlannedStep, hand: Hand, judging: Judging): HandStep => {
  const seen = handChecks(step, hand, judging)
  return {
    id: step.id,
    title: step.title,
    action: handAction(step.action, hand),
    keeping: keepingOf(step, hand.variable, hand.spell),
    checks: exitCodeFirst(
      step.checks.flatMap((check, index) => {
        const by = seen[index]
        if (by === undefined) return []
        return [
          { kind: check.kind, assertion: judging.assertion(renderCheck(check, hand.read)), seen: seenIn(hand, by) },
        ]
      }),
    ),
    expectFailure: step.expectFailure,
    undo: step.undo === 'nothing' ? undefined : handAction(step.undo, hand),
  }
}
