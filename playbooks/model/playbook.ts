import type { Action } from './action.ts'
import type { Check } from './check.ts'
import type { Inputs } from './input.ts'
import type { Need } from './need.ts'
import { type Pattern, patternOf } from './pattern.ts'
import type { Duration, Ref, Words } from './text.ts'

/** Where a playbook can run. */
export const targetIds = ['lab', 'engine', 'virtualbox', 'fusion'] as const
export type TargetId = (typeof targetIds)[number]

/** A value, with other values for some targets. */
export interface PerTarget<Thing> {
  readonly otherwise: Thing
  readonly on: { readonly [id in TargetId]?: Thing }
}

export const perTarget = <Thing>(otherwise: Thing, on: PerTarget<Thing>['on']): PerTarget<Thing> => ({ otherwise, on })

/** A value kept from a step: the first group of the pattern, or the whole match, in what the command wrote. */
export interface Save extends Pattern {
  readonly from: 'stdout' | 'stderr'
}

export const fromStdout = (pattern: RegExp): Save => ({ from: 'stdout', ...patternOf(pattern) })

/** A failure that is the lesson: when it does not happen, the step fails. */
export type ExpectedFailure =
  | { readonly kind: 'exits'; readonly code: number }
  /** Still running after `for`; then it is interrupted as the reader would, with Ctrl-C. */
  | { readonly kind: 'hangs'; readonly for: Duration }

/** A rule of CONTRIBUTING that a step may break for a reason: it is what the step teaches, for example. */
export type RuleName = 'sleep' | 'unpinned-image' | 'only-exit-code'

/** The rules that a step breaks, each with the reason. */
export type Allowed = { readonly [rule in RuleName]?: string }

export type Checks = readonly [Check, ...Check[]]

/** Nothing undoes the step by itself, although it changes something. `because` says why that is right. */
export interface Nothing {
  readonly kind: 'nothing'
  readonly because: string
}

/** `'nothing'`: for a step that changes nothing (`idempotent`), or that undoes others (`undoes`). */
export type Undo = Action | 'nothing' | Nothing

/**
 * No undo for a step that changes something: what it makes is removed with something else. When everything is undone,
 * the step's checks of the world are asked once more, and none of them may hold.
 */
export const nothing = (because: string): Nothing => ({ kind: 'nothing', because })

export interface Step<SavedName extends string = string> {
  /** Lower-case words joined by `-`; unique in the playbook. */
  readonly id: string
  readonly title: Words
  readonly action: Action | PerTarget<Action>
  readonly checks: Checks | PerTarget<Checks>
  /** Undoes the step. Must also work when only half of the step was done. */
  readonly undo: Undo | PerTarget<Undo>
  readonly saves: { readonly [name in SavedName]: Save }
  readonly needs: readonly Need[]
  readonly expectFailure?: ExpectedFailure
  /** Steps whose undo is not needed once this one has passed: what they made is removed or undone. */
  readonly undoes: readonly string[]
  /** Why the checks may hold before the step: for example, it only reads, or repeating it changes nothing. */
  readonly idempotent?: string
  readonly allows?: Allowed
  /** The step works on Linux only: what a reader does on a Mac in place of it. No run has executed that. */
  readonly onMac?: Words
  /** How long the step may take, checks not counted. */
  readonly deadline: Duration
}

export interface Playbook {
  readonly id: string
  readonly title: Words
  readonly targets: readonly [TargetId, ...TargetId[]]
  /** `none`: the guide itself creates the VM. `ready`: it begins with a VM whose engine answers. */
  readonly machine: 'none' | 'ready'
  readonly needs: readonly Need[]
  /** What it asks its reader for before it runs. */
  readonly inputs?: Inputs
  readonly steps: readonly [Step, ...Step[]]
  /** About how long a run takes in the lab on a small computer. */
  readonly duration: Duration
  /** What the playbook changes on the reader's computer, and how that is undone. */
  readonly changes: Words
}

type SavedRefs<SavedName extends string> = { readonly [name in SavedName]: Ref }

/** A step that can be referred to: `step.saved.port` is a value for `sh` and `text`. */
export type NamedStep<SavedName extends string> = Step<SavedName> & { readonly saved: SavedRefs<SavedName> }

interface StepInput<SavedName extends string> {
  readonly title: Words
  readonly action: Action | PerTarget<Action>
  /** A function when a check uses a value that this step saves. */
  readonly checks: Checks | PerTarget<Checks> | ((saved: SavedRefs<SavedName>) => Checks | PerTarget<Checks>)
  readonly undo: Undo | PerTarget<Undo>
  readonly saves?: { readonly [name in SavedName]: Save }
  readonly needs?: readonly Need[]
  readonly expectFailure?: ExpectedFailure
  readonly undoes?: readonly Step[]
  readonly idempotent?: string
  readonly allows?: Allowed
  readonly onMac?: Words
  readonly deadline?: Duration
}

/** One step. What it saves is typed: a name that was never saved does not compile. */
export const step = <const SavedName extends string = never>(
  id: string,
  { undoes = [], saves, checks, needs = [], deadline = '2m', ...rest }: StepInput<SavedName>,
): NamedStep<SavedName> => {
  const kept = saves ?? ({} as { readonly [name in SavedName]: Save }) // no `saves` means that SavedName is `never`
  const refs = Object.fromEntries(Object.keys(kept).map((name) => [name, { from: 'step', step: id, name }]))
  const saved = refs as SavedRefs<SavedName> // its keys are those of `saves`
  return {
    id,
    ...rest,
    checks: typeof checks === 'function' ? checks(saved) : checks,
    needs,
    deadline,
    saves: kept,
    undoes: undoes.map((undone) => undone.id),
    saved,
  }
}
