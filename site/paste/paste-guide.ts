import type { Match, Playbook, Save, Words } from '../../playbooks/model/index.ts'
import { judging } from '../../runner/checks/kinds.ts'
import { handAction } from '../../runner/core/by-hand/hand-action.ts'
import type { Hand } from '../../runner/core/by-hand/hand.ts'
import { handChecks } from '../../runner/core/by-hand/looks.ts'
import { keepingOf } from '../../runner/core/by-hand/keep-value.ts'
import type { PlannedStep } from '../../runner/core/plan.ts'
import { refsIn, renderCheck } from '../../runner/core/render.ts'
import { handGuide } from '../markdown/hand-guide.ts'
import { refKey } from './values.ts'

/** A command that shows a check, and what it prints then. */
export interface PasteLook {
  readonly line: string
  readonly shows: Match
  readonly onMac?: string
}

/** A check, and where in a terminal a person sees it. */
export interface PasteCheck {
  readonly assertion: Words
  readonly seen:
    | { readonly kind: 'exit-code'; readonly equals: number }
    | { readonly kind: 'printed'; readonly stream: 'stdout' | 'stderr'; readonly match: Match }
    | { readonly kind: 'looks'; readonly looks: readonly PasteLook[] }
    | { readonly kind: 'cannot'; readonly why: Words }
}

export interface PasteStep {
  /** What is typed for the step; undefined when it is not done in a terminal. */
  readonly command: string | undefined
  /** Lines that are typed after it, to keep its values. */
  readonly keeps: readonly string[]
  readonly checks: readonly PasteCheck[]
  readonly saves: { readonly [name: string]: Save }
}

/** All that a page needs to judge what a reader’s terminal printed in a guide. */
export interface PasteGuide {
  /** How each value is written in a shell, by `refKey`: `"$port"`. */
  readonly spelled: { readonly [key: string]: string }
  readonly steps: { readonly [id: string]: PasteStep }
}

type Seen = ReturnType<typeof handChecks>[number]

const seenIn = (check: PlannedStep['checks'][number], by: Seen): PasteCheck['seen'] => {
  if (check.kind === 'exit-code') return { kind: 'exit-code', equals: check.equals }
  return by.kind === 'looks' ? { kind: 'looks', looks: by.looks } : by
}

const commandOf = (step: PlannedStep, hand: Hand): string | undefined => {
  const action = handAction(step.action, hand)
  switch (action.kind) {
    case 'lines':
      return action.lines
    case 'program':
    case 'powershell':
      return action.line
    case 'person':
      return undefined
  }
}

const stepOf = (step: PlannedStep, hand: Hand): PasteStep => {
  const keeping = keepingOf(step, hand.variable, hand.spell)
  const seen = handChecks(step, hand, judging)
  return {
    command: commandOf(step, hand),
    keeps: [
      ...(keeping?.kind === 'while-it-runs' ? [keeping.command] : []),
      ...(keeping?.lines.map(({ line }) => line) ?? []),
    ],
    checks: step.checks.flatMap((check, index) => {
      const by = seen[index]
      if (by === undefined) return []
      return [{ assertion: judging.assertion(renderCheck(check, hand.read)), seen: seenIn(check, by) }]
    }),
    saves: step.saves,
  }
}

export const pasteGuide = (guide: Playbook): PasteGuide => {
  const { hand, planned } = handGuide(guide)
  const steps = planned.map((step) => [step.id, stepOf(step, hand)] as const)
  const refs = refsIn(steps.map(([, { checks }]) => checks))
  return {
    spelled: Object.fromEntries(refs.map((ref) => [refKey(ref), hand.spell(ref)])),
    steps: Object.fromEntries(steps),
  }
}
