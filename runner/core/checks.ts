import type { Check } from '../../playbooks/model/check.ts'
import type { Verdict } from '../protocol/events.ts'
import type { ExecResult } from '../targets/target.ts'
import { claim } from './claim.ts'
import { judgeOwnWords } from './judge.ts'
import { type Lookout, isWorldCheck, look, settle } from './look.ts'
import type { PlannedStep } from './plan.ts'
import { type Spell, refsIn, renderCheck, savedKey, shownSpelling } from './render.ts'
import { type Running, spellingFor } from './running.ts'

const lookout = ({ session, clock, stop }: Running): Lookout => ({ session, clock, signal: stop.steps })

/**
 * Tries each check of the world before its step, once. One that holds already proves nothing: it is named.
 * A check that needs a value which is not known yet cannot hold yet.
 */
export const tryBefore = async (running: Running, step: PlannedStep): Promise<readonly string[]> => {
  const tooEarly: string[] = []
  for (const [index, check] of step.checks.entries()) {
    const spell = isWorldCheck(check) ? await knownSpelling(running, check) : undefined
    if (!isWorldCheck(check) || spell === undefined) continue
    const actual = renderCheck(check, spell)
    const verdict: Verdict = { ...(await look(actual, lookout(running))), tries: 1 }
    running.emit({ type: 'tried-before', step: step.id, check: index, verdict })
    if (verdict.holds) tooEarly.push(`“${claim(actual)}” held before the step, so it proves nothing.`)
  }
  return tooEarly
}

/** Looks at every check of a step, also after one that fails, and says what does not hold. */
export const lookAtAll = async (running: Running, step: PlannedStep, result: ExecResult, isPatient: boolean): Promise<readonly string[]> => {
  const wrong: string[] = []
  for (const [index, check] of step.checks.entries()) {
    const { text, verdict } = await lookAt(running, check, result, isPatient)
    running.emit({ type: 'checked', step: step.id, check: index, claim: text, verdict })
    if (!verdict.holds) wrong.push(`“${text}” does not hold: expected ${verdict.expected}, saw ${verdict.saw}.`)
  }
  return wrong
}

interface Looked {
  readonly text: string
  readonly verdict: Verdict
}

const lookAt = async (running: Running, check: Check, result: ExecResult, isPatient: boolean): Promise<Looked> => {
  const spell = await knownSpelling(running, check)
  if (spell === undefined) return unknownValue(running, check)
  if (isWorldCheck(check)) {
    const actual = renderCheck(check, spell)
    return { text: claim(actual), verdict: await settle(actual, isPatient, lookout(running)) }
  }
  const actual = renderCheck(check, spell)
  return { text: claim(actual), verdict: { ...judgeOwnWords(actual, result), tries: 1 } }
}

const unknownValue = ({ spelling }: Running, check: Check): Looked => ({
  text: claim(renderCheck(check, shownSpelling(spelling))),
  verdict: { holds: false, saw: 'a value that it needs is not known', expected: 'a value to look for', tries: 1 },
})

/** undefined when the check refers to something that is not known. */
const knownSpelling = async (running: Running, check: Check): Promise<Spell | undefined> => {
  const needed = refsIn(check)
  const hasSaved = needed.every((ref) => ref.from === 'target' || running.saved.has(savedKey(ref.step, ref.name)))
  if (!hasSaved) return undefined
  const names = needed.flatMap((ref) => (ref.from === 'target' ? [ref.name] : []))
  const facts = names.length === 0 ? {} : await running.session.facts()
  return names.every((name) => facts[name] !== undefined) ? spellingFor(running, check) : undefined
}
