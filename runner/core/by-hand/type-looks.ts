import type { Words } from '../../../playbooks/model/text.ts'
import { unlessAborted } from '../../contract/unless-aborted.ts'
import type { ExecResult, Session } from '../../contract/session.ts'
import type { Verdict } from '../../protocol/events.ts'
import type { PlannedStep } from '../plan.ts'
import { refsIn, renderCheck, savedKey } from '../render.ts'
import type { Running } from '../running.ts'
import { type KeptValue, batchOf, printedBy } from './batch.ts'
import { type TypedLook, looksAfter } from './looks.ts'
import { spellingFor } from '../running.ts'

/** How often the commands are typed before one that does not show what it should counts. */
const mostTries = 3
const pauseMs = 1000
/** For all commands of a step, and for each of them. Milliseconds. */
const deadlineMs = { step: 20_000, look: 10_000 } as const

interface Typed {
  readonly look: TypedLook
  readonly verdict: Exclude<Verdict, { readonly holds: null }>
}

/**
 * Types what a person would type to see the step’s checks, in the reader’s own shell, which stays as it is. Returns
 * what is not shown so, each in a sentence. Does nothing on a target where nobody can type.
 */
export const typeLooks = async (running: Running, step: PlannedStep, result: ExecResult): Promise<readonly Words[]> => {
  const type = running.session.typeLooks?.bind(running.session)
  const looks = looksOf(running, step, result)
  if (type === undefined || looks.length === 0) return []
  const typed = await untilShown(running, step, looks, type)
  running.emit({
    type: 'typed-by-hand',
    step: step.id,
    looks: typed.map(({ look: { check, line }, verdict }) => ({
      ...(check === undefined ? {} : { check }),
      line,
      verdict,
    })),
  })
  return typed.flatMap(({ look: { line }, verdict }) =>
    verdict.holds
      ? []
      : [running.say({ kind: 'not-shown-by-hand', line, saw: verdict.saw, expected: verdict.expected })],
  )
}

/** A new shell knows nothing of the step’s exit code. */
const looksOf = ({ hand, judging }: Running, step: PlannedStep, { endedShell }: ExecResult): readonly TypedLook[] =>
  looksAfter(step, hand, judging).filter(
    ({ check = -1 }) => endedShell !== true || step.checks[check]?.kind !== 'exit-code',
  )

type Type = NonNullable<Session['typeLooks']>

const untilShown = async (
  running: Running,
  step: PlannedStep,
  looks: readonly TypedLook[],
  type: Type,
): Promise<readonly Typed[]> => {
  for (let tries = 1; ; tries += 1) {
    const typed = await typeOnce(running, step, looks, type, tries)
    if (tries === mostTries || typed.every(({ verdict }) => verdict.holds)) return typed
    await running.clock.wait(pauseMs, running.stop.steps)
    running.stop.steps.throwIfAborted()
  }
}

const typeOnce = async (
  running: Running,
  step: PlannedStep,
  looks: readonly TypedLook[],
  type: Type,
  tries: number,
): Promise<readonly Typed[]> => {
  const { stop, judging } = running
  const script = batchOf(
    looks.map(({ line }) => line),
    valuesFor(running, step),
  )
  const options = {
    id: `${step.id}.by-hand-${tries}`,
    deadlineMs: deadlineMs.step + looks.length * deadlineMs.look,
    signal: stop.steps,
    onOutput: () => undefined,
  }
  const { stdout } = await unlessAborted(type(script, options), stop.waiting)
  stop.steps.throwIfAborted()
  const printed = printedBy(stdout, looks.length)
  return Promise.all(
    looks.map(async (look, index): Promise<Typed> => {
      const actual = renderCheck(
        { kind: 'output', stream: 'stdout', match: look.shows },
        await spellingFor(running, look.shows),
      )
      const text = printed[index]
      if (text !== undefined) return { look, verdict: { ...judging.judgeShown(actual.match, text), tries } }
      const ended = running.say({ kind: 'not-ended' })
      return { look, verdict: { holds: false, saw: ended, expected: running.say({ kind: 'ending-expected' }), tries } }
    }),
  )
}

/** The values that the step’s checks use. */
const valuesFor = ({ hand, saved, inputs }: Running, { checks, action }: PlannedStep): readonly KeptValue[] =>
  refsIn([checks, action]).flatMap((ref): readonly KeptValue[] => {
    if (ref.from === 'target') return []
    const value = ref.from === 'step' ? saved.get(savedKey(ref.step, ref.name)) : inputs.get(ref.name)
    return value === undefined ? [] : [{ variable: hand.variable(ref), value }]
  })
