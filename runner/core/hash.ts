import type { Check } from '../../playbooks/model/check.ts'
import type { Playbook, Step, Undo } from '../../playbooks/model/playbook.ts'

/** JSON with sorted keys and no spaces, so that the same data is the same text. */
export const canonicalJson = (thing: unknown): string =>
  JSON.stringify(thing, (key, value: unknown) => sorted(nameWhenProven(key, value)))

/** Hashes `excludes` under its former name, so that existing evidence and mutation reports stay valid. */
const nameWhenProven = (key: string, value: unknown): unknown =>
  key === 'how' && value === 'excludes' ? 'lacks' : value

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

const sha256 = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

// `saved` is derived from `saves`, and may be missing in an older copy of a playbook.
const withoutDerived = (step: Step & { saved?: unknown }): object => ({ ...step, saved: undefined })

/** SHA-256, in hex, of everything in a playbook. */
export const contentHash = (playbook: Playbook): Promise<string> =>
  sha256(canonicalJson({ ...playbook, steps: playbook.steps.map(withoutDerived) }))

/** SHA-256, in hex, of everything in a step. */
export const stepHash = (step: Step): Promise<string> => sha256(canonicalJson(withoutDerived(step)))

/** A check without the reason that it gives to people. */
const withoutReason = (check: Check): object => ({ ...check, mayHoldBefore: undefined })

const checksOf = (checks: Step['checks']): unknown =>
  'otherwise' in checks
    ? {
        otherwise: checks.otherwise.map(withoutReason),
        on: Object.fromEntries(Object.entries(checks.on).map(([id, own]) => [id, own.map(withoutReason)])),
      }
    : checks.map(withoutReason)

const withoutBecause = (undo: Undo): unknown => (typeof undo === 'object' && undo.kind === 'nothing' ? 'nothing' : undo)

const undoOf = (undo: Step['undo']): unknown =>
  typeof undo === 'object' && 'otherwise' in undo
    ? {
        otherwise: withoutBecause(undo.otherwise),
        on: Object.fromEntries(Object.entries(undo.on).map(([id, own]) => [id, withoutBecause(own)])),
      }
    : withoutBecause(undo)

/**
 * SHA-256, in hex, of what decides whether a step passes: what it does, what is checked, and how it is undone. Its
 * title
 * and the reasons that it gives may change without it.
 */
export const checkedHash = ({ action, expectFailure, checks, undo, saves, deadline }: Step): Promise<string> =>
  sha256(canonicalJson({ action, expectFailure, checks: checksOf(checks), undo: undoOf(undo), saves, deadline }))

/** SHA-256, in hex, of a step's action. It does not depend on the step's title, checks and undo. */
export const actionHash = ({ action, expectFailure }: Step): Promise<string> =>
  sha256(canonicalJson({ action, expectFailure }))
