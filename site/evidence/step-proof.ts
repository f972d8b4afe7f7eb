import type { Step } from '../../playbooks/model/index.ts'
import { actionHash, checkedHash } from '../../runner/core/hash.ts'
import type { Cast } from '../../runner/protocol/cast.ts'
import type { RunEvent } from '../../runner/protocol/events.ts'
import type { Styled } from '../recording/coloured.ts'
import { cutOf } from '../recording/cut.ts'
import { coloursOf } from '../recording/in-colour.ts'
import { validEvidence } from './kept.ts'

/** What the last verified run says of one step as it is now. */
export interface StepProof {
  /** The day of the run, in UTC: `2026-11-22`. */
  readonly day: string
  /** Images that were not the real ones were served during the run. */
  readonly hasStandIns: boolean
  /** What the step printed, as it was recorded; undefined when it was not recorded or printed nothing. */
  readonly output: string | undefined
  /** The same in the colours in which it was written; empty where it had none. */
  readonly colours: readonly Styled[]
}

/** Of a run in which each step that was executed passed. */
const allPassed: ReadonlySet<string> = new Set(['passed', 'incomplete'])

/** Undefined unless the guide's valid evidence has this step, passed on the real target, with the same hash. */
export const stepProof = async (step: Step, guide: string, target: string): Promise<StepProof | undefined> => {
  const { evidence, cast, events } = validEvidence(guide, target) ?? {}
  if (evidence === undefined || evidence.rehearsal !== null || !allPassed.has(evidence.status)) return undefined
  const proven = evidence.steps.find(({ id }) => id === step.id)
  if (proven?.status !== 'passed' || proven.hash !== (await checkedHash(step))) return undefined
  const output = cast && (await outputOf(step, cast))
  return {
    day: evidence.startedAt.slice(0, 10),
    hasStandIns: evidence.standIns.length > 0,
    output,
    colours: output === undefined ? [] : coloursOf(writtenBy(step, events ?? []), output),
  }
}

/** All that a step wrote, in its order; a recording has it without colours. */
const writtenBy = ({ id }: Step, events: readonly RunEvent[]): string =>
  events.flatMap((event) => (event.type === 'output' && event.step === id ? [event.text] : [])).join('')

const outputOf = async (step: Step, cast: Cast): Promise<string | undefined> => {
  if (cast.header.shipshape.steps[step.id] !== (await actionHash(step))) return undefined
  const pieces = cutOf(cast, [step.id])?.pieces ?? []
  const printed = pieces
    .filter(({ isTyped }) => !isTyped)
    .map(({ text }) => text)
    .join('')
  return printed.trim() === '' ? undefined : printed
}
