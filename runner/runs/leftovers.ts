import type { Playbook } from '../../playbooks/model/playbook.ts'
import { type PlannedStep, stepOnTarget } from '../core/plan.ts'
import { type Spell, actionText, actualSpelling, renderAction, savedKey } from '../core/render.ts'
import type { Lack, RunEvent } from '../protocol/events.ts'
import { readPlaybook, readRequest } from './own-files.ts'

/** What an interrupted run may have left, from its own copy of the playbook: each undo that was due, last first. */
export const leftoversOf = (folder: string, events: readonly RunEvent[]): readonly Lack[] => {
  const playbook = readPlaybook(folder)
  const request = readRequest(folder)
  if (playbook === undefined || request === undefined) {
    return [{ what: 'What this run left behind is not known, because its own files are damaged.', hint: `Look at ${folder}.` }]
  }
  const spell = spelling(events)
  return dueSteps(playbook, request.target, events).map((step) => ({
    what: `Step “${step.id}” may not have been taken back.`,
    hint: undoText(step, spell),
  }))
}

const dueSteps = (playbook: Playbook, target: string, events: readonly RunEvent[]): readonly PlannedStep[] => {
  const started = new Set(events.flatMap((event) => (event.type === 'step-started' ? [event.step] : [])))
  const passed = new Set(events.flatMap((event) => (event.type === 'step-finished' && event.status === 'passed' ? [event.step] : [])))
  const undone = new Set(events.flatMap((event) => (event.type === 'undo-finished' && event.clean ? [event.step] : [])))
  const steps = playbook.steps.filter((step) => started.has(step.id)).map((step) => stepOnTarget(step, target))
  for (const step of steps) if (passed.has(step.id)) for (const id of step.undoes) undone.add(id)
  return steps.filter((step) => step.undo !== 'nothing' && !undone.has(step.id)).toReversed()
}

/** What was saved is known; a fact or a value that nobody can be asked for any more is named. */
const spelling = (events: readonly RunEvent[]): Spell => {
  const saved = new Map(events.flatMap((event) => (event.type === 'saved' ? [[savedKey(event.step, event.name), event.value]] : [])))
  const actual = actualSpelling({ facts: {}, saved })
  return (ref, use) => (ref.from === 'step' && saved.has(savedKey(ref.step, ref.name)) ? actual(ref, use) : `‹${ref.name}›`)
}

const undoText = ({ undo }: PlannedStep, spell: Spell): string => {
  if (undo === 'nothing') return ''
  return undo.kind === 'by-hand' ? undo.instruction.en : actionText(renderAction(undo, spell))
}
