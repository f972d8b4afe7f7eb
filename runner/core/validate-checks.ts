import type { Check, Match } from '../../playbooks/model/check.ts'
import type { Checks, Step } from '../../playbooks/model/playbook.ts'
import { patternText, regExpOf } from '../../playbooks/model/pattern.ts'
import type { Text } from '../../playbooks/model/text.ts'
import type { Mistake } from './mistake.ts'
import type { RuleMistake } from './validate-allowed.ts'
import { checksOf, variants } from './variants.ts'

const isEmptyText = ({ pieces, values }: Text): boolean =>
  values.every((value) => value === '') && pieces.every((piece) => piece === '')

/** Unlike each other in everything: what matches all of them matches anything. */
const unlike = ['', 'x', '\n\u2603 7\n\n', 'Error: no such file: /a-b_c']

const isPattern = (match: Match & { readonly how: 'matches' }): boolean => {
  try {
    regExpOf(match)
    return true
  } catch {
    return false // reported as a pattern that is none
  }
}

const matchMistake = (match: Match): Mistake | undefined => {
  switch (match.how) {
    case 'equals':
      return undefined
    case 'contains':
      return isEmptyText(match.text)
        ? { what: 'a check asks whether a text contains nothing, which every text does.', near: 'contains(' }
        : undefined
    case 'excludes':
      return isEmptyText(match.text)
        ? { what: 'a check asks that a text does not contain nothing, which none can fulfil.', near: 'excludes(' }
        : undefined
    case 'matches':
      return isPattern(match) && unlike.every((text) => regExpOf(match).test(text))
        ? { what: `a check asks for ${patternText(match)}, which every text matches.`, near: match.pattern }
        : undefined
  }
}

const isMatch = (thing: object): thing is Match => 'how' in thing

const matchesIn = (thing: unknown): readonly Match[] => {
  if (typeof thing !== 'object' || thing === null) return []
  return isMatch(thing) ? [thing] : Object.values(thing).flatMap(matchesIn)
}

/** Checks that hold whatever happens. */
export const vacuousMistakes = (step: Step): readonly Mistake[] =>
  matchesIn(checksOf(step))
    .map(matchMistake)
    .filter((mistake) => mistake !== undefined)
    .map((mistake) => ({ ...mistake, fix: 'Name something that the outcome alone has.' }))

const isSuccess = (check: Check): boolean => check.kind === 'exit-code' && check.equals === 0

/** A step that changes something, of which nobody looks whether it did. */
export const onlyExitCode = (step: Step): readonly RuleMistake[] => {
  if (step.idempotent !== undefined) return []
  if (!variants<Checks>(step.checks).some((checks) => checks.every(isSuccess))) return []
  return [
    {
      rule: 'only-exit-code',
      what: 'its only check is that the exit code is 0, which shows nothing of what the step did.',
      fix: 'Add a check of what is different afterwards; if nothing is, set “idempotent” to the reason.',
      near: 'checks:',
    },
  ]
}
