import type { FactName } from '../../playbooks/model/text.ts'
import { assertion } from '../checks/kinds.ts'
import type { PlannedStep } from '../core/plan.ts'
import { renderCheck, shownAction, shownSpelling } from '../core/render.ts'

/** What a step would do, for people. */
export interface ShownStep {
  readonly id: string
  readonly title: string
  readonly action: string
  readonly expects?: string
  readonly checks: readonly string[]
  readonly undo: string
}

const expectation = ({ expectFailure }: PlannedStep): Pick<ShownStep, 'expects'> => {
  if (expectFailure === undefined) return {}
  return {
    expects:
      expectFailure.kind === 'exits' ? `fails with exit code ${expectFailure.code}` : `hangs for ${expectFailure.for}`,
  }
}

/** What would be executed, checked and undone, as the page shows it. */
export const showStep = (step: PlannedStep, spelling: { readonly [name in FactName]: string }): ShownStep => ({
  id: step.id,
  title: step.title.en,
  action: shownAction(step.action, spelling),
  ...expectation(step),
  checks: step.checks.map((check) => assertion(renderCheck(check, shownSpelling(spelling))).en),
  undo: step.undo === 'nothing' ? (step.noUndoBecause ?? 'nothing') : shownAction(step.undo, spelling),
})

export const shownText = ({ id, title, action, expects, checks, undo }: ShownStep): string =>
  [
    `${id}: ${title}`,
    `  $ ${action.replaceAll('\n', '\n    ')}`,
    ...(expects === undefined ? [] : [`  expected: ${expects}`]),
    ...checks.map((text) => `  check: ${text}`),
    `  undo: ${undo.replaceAll('\n', '\n    ')}`,
    '',
  ].join('\n')
