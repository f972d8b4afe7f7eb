import type { Action, CommandLine, Exchange, Text } from '../../playbooks/model/index.ts'
import type { PlannedStep } from '../../runner/core/plan.ts'
import type { Kind } from './left-out.ts'
import { type LineMutant, lineMutants } from './line-mutants.ts'
import { flat, unflat, unflatLine } from './text.ts'

/** A step with one mistake in what it does. */
export interface Mutant {
  readonly kind: Kind
  /** Unique in its step: the kind and the wrong words. */
  readonly name: string
  readonly action: Exclude<Action, { readonly kind: 'by-hand' }>
  readonly replaced?: { readonly from: string; readonly to: string }
}

export interface MutantsOfStep {
  readonly mutants: readonly Mutant[]
  /** Those that mean the same, with the reason. */
  readonly leftOut: readonly { readonly name: string; readonly because: string }[]
  /** How many more there are than were asked for. */
  readonly notTried: number
}

type Made = Mutant & { readonly leftOut?: string }

/** The most significant first. */
const order: readonly Kind[] = [
  'nothing',
  'swap',
  'drop-flag',
  'other-image',
  'rename',
  'other-address',
  'other-number',
  'other-tag',
  'neighbour',
  'drop-line',
  'drop-answer',
  'drop-argument',
]

/**
 * At most this many of one kind come before the others had their turn. Image names that nobody has take long to fail,
 * and all fail alike.
 */
const inARow = (kind: Kind): number => (kind === 'other-tag' ? 1 : 2)

/**
 * The wrong steps that can be made of a right one. The same step always gives the same; `most` of them, the most
 * significant first.
 */
export const mutantsOf = (step: Pick<PlannedStep, 'action'>, most = Infinity): MutantsOfStep => {
  const made = distinct(ofAction(step.action))
  const real = byTurns(made.filter(({ leftOut }) => leftOut === undefined))
  return {
    mutants: real.slice(0, most),
    leftOut: made.flatMap(({ name, leftOut }) => (leftOut === undefined ? [] : [{ name, because: leftOut }])),
    notTried: Math.max(0, real.length - most),
  }
}

const distinct = (made: readonly Made[]): readonly Made[] => [
  ...new Map(made.map((each) => [each.name, each])).values(),
]

/** Two of each kind, then more of each … so that a cap leaves no kind out. */
const byTurns = (mutants: readonly Mutant[]): readonly Mutant[] => {
  const rounds = mutants.map((mutant, index) => {
    const before = mutants.slice(0, index).filter(({ kind }) => kind === mutant.kind).length
    return { mutant, round: Math.floor(before / inARow(mutant.kind)) }
  })
  return rounds
    .sort((one, other) => one.round - other.round || order.indexOf(one.mutant.kind) - order.indexOf(other.mutant.kind))
    .map(({ mutant }) => mutant)
}

const ofAction = (action: Action): readonly Made[] => {
  switch (action.kind) {
    case 'by-hand':
      return []
    case 'command':
      return ofLine(action.line).map(({ mutant, text }) => make(mutant, { ...action, line: text }, mutant.line))
    case 'interactive':
      return [
        ...ofLine(action.line).map(({ mutant, text }) => make(mutant, { ...action, line: text }, mutant.line)),
        ...ofTalk(action),
      ]
    case 'file':
      return ofFile(action)
  }
}

const make = ({ kind, replaced, leftOut }: LineMutant, action: Mutant['action'], said: string): Made => ({
  kind,
  name: `${kind}: ${shown(said)}`,
  action,
  ...(replaced === undefined ? {} : { replaced }),
  ...(leftOut === undefined ? {} : { leftOut }),
})

// A value that is only known when the guide runs.
const shown = (line: string): string => line.replace(/[\uE000-\uE0FF]/g, '‹…›')

const ofLine = (line: Text): readonly { readonly mutant: LineMutant; readonly text: CommandLine }[] =>
  lineMutants(flat(line)).map((mutant) => ({ mutant, text: unflatLine(mutant.line, line) }))

const ofTalk = (action: Extract<Action, { kind: 'interactive' }>): readonly Made[] =>
  action.says.flatMap((turn, index) => {
    const put = (send: Exchange['send']): typeof action => ({
      ...action,
      says: replaceAt(action.says, index, { ...turn, send }),
    })
    const { send } = turn
    const dropped = make({ kind: 'drop-answer', line: '' }, put(''), `the answer to “${turn.expect}” is not typed`)
    // What is typed contains a value that is known only when the guide runs.
    if (typeof send !== 'string') return [dropped]
    if (/^(\^[A-Z]|exit|)$/.test(send)) return []
    const typed = lineMutants(send).filter(({ kind }) => kind !== 'nothing')
    return [
      make({ kind: 'drop-answer', line: '' }, put(''), `“${send}” is not typed`),
      ...typed.map((mutant) => make(mutant, put(mutant.line), `“${mutant.line}” is typed`)),
    ]
  })

const replaceAt = (
  says: readonly [Exchange, ...Exchange[]],
  index: number,
  turn: Exchange,
): readonly [Exchange, ...Exchange[]] => {
  const [first, ...others] = says
  return index === 0 ? [turn, ...others] : [first, ...others.map((each, at) => (at === index - 1 ? turn : each))]
}

const ofFile = (action: Extract<Action, { kind: 'file' }>): readonly Made[] => {
  const content = flat(action.content)
  const path = flat(action.path)
  const lines = content.split('\n')
  const put = (changed: readonly string[]): typeof action => ({
    ...action,
    content: unflat(changed.join('\n'), action.content),
  })
  const elsewhere = path.replace(/[a-z](?=[^a-z/]*$)/i, (letter) =>
    letter === 'z' ? 'y' : String.fromCharCode(letter.charCodeAt(0) + 1),
  )
  return [
    make({ kind: 'nothing', line: '' }, put([]), 'the file is empty'),
    make({ kind: 'rename', line: elsewhere }, { ...action, path: unflat(elsewhere, action.path) }, elsewhere),
    ...lines.flatMap((line, index) =>
      line.trim() === '' || line.startsWith('#') ? [] : ofFileLine(lines, index, put),
    ),
  ]
}

const ofFileLine = (
  lines: readonly string[],
  index: number,
  put: (lines: readonly string[]) => Mutant['action'],
): readonly Made[] => {
  const line = lines[index] ?? ''
  const letter = line.replace(/[a-z](?=[^a-z]*$)/i, (last) =>
    last.toLowerCase() === 'z' ? 'y' : String.fromCharCode(last.charCodeAt(0) + 1),
  )
  const number = line.replace(/\d(?=\D*$)/, (last) => (last === '9' ? '8' : String(Number(last) + 1)))
  const changed = (kind: Kind, to: string): readonly Made[] =>
    to === line ? [] : [make({ kind, line: to }, put(lines.map((each, at) => (at === index ? to : each))), to)]
  return [
    ...(lines.length > 1
      ? [make({ kind: 'drop-line', line }, put(lines.filter((_, at) => at !== index)), `without “${line}”`)]
      : []),
    ...changed('rename', letter),
    ...changed('other-number', number),
  ]
}
