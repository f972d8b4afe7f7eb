import type { Check, WorldCheck } from '../../playbooks/model/check.ts'
import { type Ref, type Text, alike } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import type { ActualWorldCheck } from '../contract/rendered.ts'
import type { Problem } from '../protocol/events.ts'
import { quote, quotePath } from '../quote.ts'
import { type CheckContext, look } from './look.ts'
import type { PlannedStep } from './plan.ts'
import { type Values, actualSpelling, refsIn, renderCheck, savedKey } from './render.ts'
import type { MadeKind } from './reason.ts'

/** Something that a step makes under a name, as the check that it is not there yet. */
type Made = Extract<WorldCheck, { readonly kind: MadeKind }>

/** One whose name is known. */
export type ActualMade = Extract<ActualWorldCheck, { readonly kind: MadeKind }>

/**
 * What a step makes under a name: by its own checks, which ask for it to be there afterwards, and by the file that it
 * writes. A step that makes nothing that an undo removes makes nothing here. What its checks say of the VM's files is
 * not asked: a VM does not outlive a run.
 */
const madeBy = ({ action, checks, idempotent }: PlannedStep): readonly Made[] => [
  ...(action.kind === 'file' ? [fileAt(action.where, action.path)] : []),
  ...(idempotent === undefined ? checks.flatMap(promised) : []),
]

const fileAt = (where: 'host' | 'guest', path: Text): Made => ({ kind: 'file', where, path, state: 'absent' })

const promised = (check: Check): readonly Made[] => {
  if ('mayHoldBefore' in check) return []
  switch (check.kind) {
    case 'container':
    case 'image':
    case 'volume':
    case 'network':
    case 'context':
      return check.state === 'absent' ? [] : [{ kind: check.kind, name: check.name, state: 'absent' }]
    case 'published-port':
    case 'container-file':
      return [{ kind: 'container', name: check.container, state: 'absent' }]
    case 'inspect':
      return check.of === 'container' ? [{ kind: 'container', name: check.name, state: 'absent' }] : []
    case 'file':
    case 'folder':
      return check.state === 'absent' || check.where === 'guest' || isOfSession(check.path)
        ? []
        : [{ kind: check.kind, where: 'host', path: check.path, state: 'absent' }]
    default:
      return []
  }
}

/** A session begins in an empty folder of its own. */
const isOfSession = ({ pieces: [piece = ''], values: [value] }: Text): boolean => {
  const start = piece === '' && typeof value === 'string' ? value : piece
  return start !== '' && !/^[/~]/.test(start)
}

/** What a step makes, of what can be named by the values that are known now. */
const madeNow = (step: PlannedStep, values: Values): readonly ActualMade[] =>
  madeBy(step)
    .filter((thing) => refsIn(thing).every((ref) => isKnown(ref, values)))
    .map((thing) => renderCheck(thing, actualSpelling(values)))

const isKnown = (ref: Ref, { saved, inputs, facts }: Values): boolean => {
  switch (ref.from) {
    case 'step':
      return saved.has(savedKey(ref.step, ref.name))
    case 'input':
      return inputs?.has(ref.name) === true
    case 'target':
      return (facts[ref.name] ?? '') !== ''
  }
}

/** The same, with the facts of the target, which is asked for them only when a name is made of one. */
export const madeIn = async (
  step: PlannedStep,
  { session, ...values }: Omit<Values, 'facts'> & Pick<CheckContext, 'session'>,
): Promise<readonly ActualMade[]> => {
  const needsFacts = refsIn(madeBy(step)).some((ref) => ref.from === 'target')
  return madeNow(step, { ...values, facts: needsFacts ? await session.facts() : {} })
}

/** The same for things of the same kind and name. */
export const madeKey = (thing: ActualMade): string => JSON.stringify([thing.kind, nameOf(thing)])

const nameOf = (thing: ActualMade): string => ('path' in thing ? thing.path : thing.name)

/** Whether a run has made it: by its name, or as part of a folder. */
export const isMade = (made: ReadonlySet<string>, thing: ActualMade): boolean =>
  made.has(madeKey(thing)) ||
  ('path' in thing && parentsOf(thing.path).some((path) => made.has(madeKey(folderAt(path)))))

const folderAt = (path: string): ActualMade => ({ kind: 'folder', where: 'host', path, state: 'absent' })

/** The folders that a path names, without the root and the home themselves. */
const parentsOf = (path: string): readonly string[] =>
  [...path.matchAll(/(?<=[^/~])\/+(?=[^/])/g)].map(({ index }) => path.slice(0, index))

/** Those that are there already. Throws RunnerError('broken') when that cannot be looked at. */
export const alreadyThere = async (
  things: readonly ActualMade[],
  context: CheckContext,
): Promise<readonly ActualMade[]> => {
  const there: ActualMade[] = []
  for (const thing of things) {
    const { verdict } = await look(thing, context)
    if (verdict.holds === null) throw cannotLook(thing, context, verdict.reason)
    if (!verdict.holds) there.push(thing)
  }
  return there
}

const cannotLook = (thing: ActualMade, { say }: CheckContext, why: Problem['what']): RunnerError =>
  new RunnerError('broken', say({ kind: 'taken-unseen', thing: thing.kind, name: nameOf(thing), why }), {
    hint: showing(thing),
  })

/** What the steps of a plan would make and their undo would remove, although it is somebody else’s already. */
export const takenNames = async (
  steps: readonly PlannedStep[],
  inputs: Values['inputs'],
  context: CheckContext,
): Promise<readonly Problem[]> => {
  const undoneLater = new Set(steps.flatMap(({ undoes }) => undoes))
  const removed = steps.filter(({ id, undo }) => undo !== 'nothing' || undoneLater.has(id))
  const { session } = context
  const values = { session, saved: new Map<string, string>(), ...(inputs === undefined ? {} : { inputs }) }
  const things = (await Promise.all(removed.map((step) => madeIn(step, values)))).flat()
  const distinct = [...new Map(things.map((thing) => [madeKey(thing), thing])).values()]
  return (await alreadyThere(distinct, context)).map((thing) => ({
    what: context.say({ kind: 'name-taken', thing: thing.kind, name: nameOf(thing) }),
    hint: alike(renaming(thing)),
  }))
}

/** That it was there before the step. */
export const existedBefore = (thing: ActualMade, { say }: CheckContext): Problem => ({
  what: say({ kind: 'existed-before', thing: thing.kind, name: nameOf(thing) }),
  hint: alike(showing(thing)),
})

/** The command that shows it. */
const showing = (thing: ActualMade): string =>
  'path' in thing
    ? `ls -l${thing.kind === 'folder' ? 'd' : ''} ${quotePath(thing.path)}`
    : `docker ${thing.kind} inspect ${quote(thing.name)}`

/** The command that gives it another name; where there is none, the one that shows it. */
const renaming = (thing: ActualMade): string => {
  switch (thing.kind) {
    case 'container':
      return `docker rename ${quote(thing.name)} ${quote(`${thing.name}-mine`)}`
    case 'file':
    case 'folder':
      return `mv ${quotePath(thing.path)} ${quotePath(`${thing.path}.mine`)}`
    case 'image':
    case 'volume':
    case 'network':
    case 'context':
      return showing(thing)
  }
}
