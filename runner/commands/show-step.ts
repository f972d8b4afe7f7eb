import type { Spelling } from '../../playbooks/model/spelling.ts'
import { assertion } from '../checks/kinds.ts'
import type { PlannedStep } from '../core/plan.ts'
import { renderCheck, shownAction, shownSpelling } from '../core/render.ts'
import { type ShownAction, type TypedAnswer, showAction } from '../core/shown-action.ts'

/** Where an action happens, and what is typed into a program that asks. */
interface Does {
  readonly kind: ShownAction['kind']
  readonly where?: 'host' | 'guest'
  readonly shell?: 'bash' | 'powershell'
  readonly says?: readonly TypedAnswer[]
}

/** What a step would do, for people and programs. */
export interface ShownStep extends Does {
  readonly id: string
  readonly title: string
  readonly action: string
  readonly expects?: string
  readonly checks: readonly string[]
  readonly undo: string
  /** Absent when there is nothing to undo. */
  readonly howUndone?: Does
}

/** A step in both forms. */
export interface Shown {
  readonly data: ShownStep
  readonly text: string
}

const expectation = ({ expectFailure }: PlannedStep): Pick<ShownStep, 'expects'> => {
  if (expectFailure === undefined) return {}
  return {
    expects:
      expectFailure.kind === 'exits' ? `fails with exit code ${expectFailure.code}` : `hangs for ${expectFailure.for}`,
  }
}

const doesOf = (action: ShownAction): Does => {
  switch (action.kind) {
    case 'command':
      return { kind: action.kind, where: action.where, shell: action.shell }
    case 'interactive':
      return { kind: action.kind, where: 'host', says: action.says }
    case 'file':
      return { kind: action.kind, where: action.where }
    case 'by-hand':
      return { kind: action.kind }
  }
}

const indented = (text: string, by = 4): string => text.trimEnd().replaceAll('\n', `\n${' '.repeat(by)}`)

const keys: Readonly<Record<string, string>> = { '^C': 'press Ctrl-C', '^D': 'press Ctrl-D', '': 'press Return' }

/** An action as a person would do it: where, what, and what to type when a program asks. */
const linesOf = (action: ShownAction): readonly string[] => {
  switch (action.kind) {
    case 'command':
      if (action.shell === 'powershell') return [`in Windows, in PowerShell > ${indented(action.text)}`]
      return [`${action.where === 'guest' ? 'in the VM ' : ''}$ ${indented(action.text)}`]
    case 'interactive':
      return [
        `$ ${indented(action.text)}`,
        ...action.says.map(({ expect, send }) => `    at “${expect}” ${keys[send] ?? `type: ${send}`}`),
      ]
    case 'file':
      return [
        `${action.where === 'guest' ? 'in the VM, ' : ''}write ${action.path}:`,
        `    ${indented(action.text, 6)}`,
      ]
    case 'by-hand':
      return [`by hand: ${indented(action.text)}`]
  }
}

const undoLines = ({ undo, noUndoBecause }: PlannedStep, shown: ShownAction | undefined): readonly string[] => {
  const [first = '', ...rest] = shown === undefined ? [noUndoBecause ?? 'nothing'] : linesOf(shown)
  return undo === 'nothing' || shown === undefined ? [`undo: ${first}`] : [`undo: ${first}`, ...rest]
}

const dataOf = (
  step: PlannedStep,
  spelling: Spelling,
  action: ShownAction,
  undo: ShownAction | undefined,
): ShownStep => ({
  id: step.id,
  title: step.title.en,
  action: shownAction(step.action, spelling),
  ...doesOf(action),
  ...expectation(step),
  checks: step.checks.map((check) => assertion(renderCheck(check, shownSpelling(spelling))).en),
  undo: step.undo === 'nothing' ? (step.noUndoBecause ?? 'nothing') : shownAction(step.undo, spelling),
  ...(undo === undefined ? {} : { howUndone: doesOf(undo) }),
})

/** What would be executed, checked and undone, as the page shows it. */
export const showStep = (step: PlannedStep, spelling: Spelling): Shown => {
  const action = showAction(step.action, spelling, 'en')
  const undo = step.undo === 'nothing' ? undefined : showAction(step.undo, spelling, 'en')
  const data = dataOf(step, spelling, action, undo)
  const lines = [
    ...linesOf(action),
    ...(data.expects === undefined ? [] : [`expected: ${data.expects}`]),
    ...data.checks.map((text) => `check: ${text}`),
    ...undoLines(step, undo),
  ]
  return { data, text: [`${data.id}: ${data.title}`, ...lines.map((line) => `  ${line}`), ''].join('\n') }
}
