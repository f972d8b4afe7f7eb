import type { Playbook } from '../../playbooks/model/playbook.ts'
import { type Words, alike } from '../../playbooks/model/text.ts'
import { type PlannedStep, stepOnTarget } from '../core/plan.ts'
import { type Spell, actionText, actualSpelling, renderAction, savedKey } from '../core/render.ts'
import type { Problem, RunEvent } from '../protocol/events.ts'
import { readPlaybook, readRequest } from './own-files.ts'

/** What an interrupted run may have left, by its own copy of the playbook: each pending undo, last first. */
export const leftoversOf = (folder: string, events: readonly RunEvent[]): readonly Problem[] => {
  const playbook = readPlaybook(folder)
  const request = readRequest(folder)
  if (playbook === undefined || request === undefined) {
    const what = {
      en: 'What this run left behind is unknown, because its own files are damaged.',
      'zh-cn': '这次运行自己的文件已损坏，所以不知道它留下了什么。',
    }
    return [{ what, hint: { en: `Look at ${folder}.`, 'zh-cn': `请查看 ${folder}。` } }]
  }
  const spell = spelling(events)
  // Its undo would remove what was there before the step: only the command that shows it is named.
  const existed = new Map(
    events.flatMap((event) => (event.type === 'existed-before' ? [[event.step, event.problem.hint]] : [])),
  )
  return dueSteps(playbook, request.target, events).map((step) => ({
    what: { en: `Step “${step.id}” may not have been undone.`, 'zh-cn': `步骤“${step.id}”可能没有撤销。` },
    hint: existed.get(step.id) ?? undoText(step, spell),
  }))
}

const dueSteps = (playbook: Playbook, target: string, events: readonly RunEvent[]): readonly PlannedStep[] => {
  const started = new Set(events.flatMap((event) => (event.type === 'step-started' ? [event.step] : [])))
  const passed = new Set(
    events.flatMap((event) => (event.type === 'step-finished' && event.status === 'passed' ? [event.step] : [])),
  )
  const undone = new Set(events.flatMap((event) => (event.type === 'undo-finished' && event.clean ? [event.step] : [])))
  const steps = playbook.steps.filter((step) => started.has(step.id)).map((step) => stepOnTarget(step, target))
  for (const step of steps) if (passed.has(step.id)) for (const id of step.undoes) undone.add(id)
  return steps.filter((step) => step.undo !== 'nothing' && !undone.has(step.id)).toReversed()
}

/** Saved values are known; other values and facts, which are no longer available, are shown by name. */
const spelling = (events: readonly RunEvent[]): Spell => {
  const saved = new Map(
    events.flatMap((event) =>
      event.type === 'saved' && event.value !== '' ? [[savedKey(event.step, event.name), event.value]] : [],
    ),
  )
  const actual = actualSpelling({ facts: {}, saved })
  return (ref, use) =>
    ref.from === 'step' && saved.has(savedKey(ref.step, ref.name)) ? actual(ref, use) : `‹${ref.name}›`
}

const undoText = ({ undo }: PlannedStep, spell: Spell): Words => {
  if (undo === 'nothing') return alike('')
  return undo.kind === 'by-hand' ? undo.instruction : alike(actionText(renderAction(undo, spell)))
}
