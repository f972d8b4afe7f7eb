import type { Match, Ref, Words } from '../../playbooks/model/index.ts'
import { judgeCommand, judgeShown } from '../../runner/checks/kinds.ts'
import { refsIn, renderCheck } from '../../runner/core/render.ts'
import type { PasteCheck, PasteGuide, PasteLook, PasteStep } from './paste-guide.ts'
import { type KnownCommand, type Typed, readTranscript } from './transcript.ts'
import { type Values, refKey, savedIn } from './values.ts'

/** What the reader has pasted for a step. */
export interface Pasted {
  /** What the terminal printed: the step’s command, and perhaps others after it. */
  readonly main: string
  /** What single commands printed, by their lines. */
  readonly looks: ReadonlyMap<string, string>
  /** Values of earlier steps and of the target. */
  readonly values: Values
}

/** What is known of a check from what was pasted. None of these says that it was verified. */
export type PasteVerdict =
  | { readonly kind: 'matches'; readonly saw: Words }
  | { readonly kind: 'differs'; readonly saw: Words; readonly expected: Words }
  /** Nothing of these commands was pasted. */
  | { readonly kind: 'not-pasted'; readonly looks: readonly Pick<PasteLook, 'line' | 'onMac'>[] }
  /** The output of the step’s own command was not pasted. */
  | { readonly kind: 'no-output' }
  /** Expected lines are there, among others: a terminal shows both streams as one. */
  | { readonly kind: 'mixed' }
  | { readonly kind: 'unknown-value'; readonly keys: readonly string[] }
  | { readonly kind: 'cannot'; readonly why: Words }

export interface PasteResult {
  /** In the order of the step’s checks. */
  readonly verdicts: readonly PasteVerdict[]
  /** What the step saves, as it was found in the output. */
  readonly saved: Values
}

const own = 'the command of the step'
/** Typed right after the step’s command. */
export const askCode = 'echo $?'

const commandsOf = ({ command, keeps, checks }: PasteStep): readonly KnownCommand[] => [
  ...(command === undefined ? [] : [{ key: own, text: command }]),
  ...keeps.map((text) => ({ key: text, text })),
  ...linesOf(checks).map((text) => ({ key: text, text })),
]

const linesOf = (checks: readonly PasteCheck[]): readonly string[] => [
  askCode,
  ...checks.flatMap(({ seen }) => (seen.kind === 'looks' ? seen.looks.map(({ line }) => line) : [])),
]

/** The exit code that `echo $?` shows is that of the command right before it. */
const exitCodeIn = (typed: readonly Typed[]): string | undefined =>
  typed.find(({ key }, index) => key === askCode && (index === 0 || typed[index - 1]?.key === own))?.printed

interface Known {
  readonly output: string | undefined
  readonly exitCode: string | undefined
  readonly printed: ReadonlyMap<string, string>
  readonly values: Values
}

const knownFrom = (step: PasteStep, pasted: Pasted): Known => {
  const commands = commandsOf(step)
  const typed = pasted.main.trim() === '' ? [] : readTranscript(pasted.main, commands, own)
  const single = [...pasted.looks].flatMap(([line, text]) =>
    text.trim() === '' ? [] : readTranscript(text, commands, line).filter(({ key }) => key === line),
  )
  return {
    output: typed.findLast(({ key }) => key === own)?.printed,
    exitCode: exitCodeIn(typed) ?? single.findLast(({ key }) => key === askCode)?.printed,
    printed: new Map([...typed, ...single].flatMap(({ key, printed }) => (key === undefined ? [] : [[key, printed]]))),
    values: pasted.values,
  }
}

/** A value that a page knows: `docker`, `localhost`. */
const isLiteral = (spelled: string): boolean => !spelled.includes('$')

const valueOf = (ref: Ref, { spelled }: PasteGuide, values: Values): string | undefined => {
  const written = spelled[refKey(ref)] ?? ''
  return values.get(refKey(ref)) ?? (written !== '' && isLiteral(written) ? written.replaceAll('"', '') : undefined)
}

const unknownIn = (match: Match, guide: PasteGuide, values: Values): readonly string[] =>
  refsIn(match).flatMap((ref) => (valueOf(ref, guide, values) === undefined ? [refKey(ref)] : []))

const rendered = (stream: 'stdout' | 'stderr', match: Match, guide: PasteGuide, values: Values) =>
  renderCheck({ kind: 'output', stream, match }, (ref) => valueOf(ref, guide, values) ?? '')

const resultOf = (printed: string, exitCode: number) =>
  ({ exitCode, ended: 'by-itself', stdout: printed, stderr: printed, milliseconds: 0 }) as const

const verdictOn = (judged: ReturnType<typeof judgeShown>): PasteVerdict =>
  judged.holds ? { kind: 'matches', saw: judged.saw } : { kind: 'differs', saw: judged.saw, expected: judged.expected }

const judgeCode = (equals: number, code: string | undefined): PasteVerdict => {
  if (code === undefined || !/^\s*\d{1,3}\s*$/.test(code)) return { kind: 'not-pasted', looks: [{ line: askCode }] }
  return verdictOn(judgeCommand({ kind: 'exit-code', equals }, resultOf('', Number(code))))
}

const hasLines = (printed: string, expected: string): boolean =>
  `\n${printed}\n`.includes(`\n${expected.replace(/\n+$/, '')}\n`)

const judgePrinted = (
  { stream, match }: Extract<PasteCheck['seen'], { kind: 'printed' }>,
  { output, values }: Known,
  guide: PasteGuide,
): PasteVerdict => {
  if (output === undefined) return { kind: 'no-output' }
  const unknown = unknownIn(match, guide, values)
  if (unknown.length > 0) return { kind: 'unknown-value', keys: unknown }
  const check = rendered(stream, match, guide, values)
  const verdict = verdictOn(judgeCommand(check, resultOf(output, 0)))
  const isAmongOthers = check.match.how === 'equals' && hasLines(output, check.match.text)
  return verdict.kind === 'differs' && isAmongOthers ? { kind: 'mixed' } : verdict
}

const judgeLook = ({ line, shows, onMac }: PasteLook, { printed, values }: Known, guide: PasteGuide): PasteVerdict => {
  const text = printed.get(line)
  if (text === undefined) return { kind: 'not-pasted', looks: [{ line, ...(onMac === undefined ? {} : { onMac }) }] }
  const unknown = unknownIn(shows, guide, values)
  if (unknown.length > 0) return { kind: 'unknown-value', keys: unknown }
  return verdictOn(judgeShown(rendered('stdout', shows, guide, values).match, text))
}

/** A check of several commands holds when each of them shows it. */
const joined = (verdicts: readonly PasteVerdict[]): PasteVerdict => {
  const missing = verdicts.flatMap((verdict) => (verdict.kind === 'not-pasted' ? verdict.looks : []))
  const differs = verdicts.find(({ kind }) => kind === 'differs')
  if (differs !== undefined) return differs
  if (missing.length > 0) return { kind: 'not-pasted', looks: missing }
  return verdicts.find(({ kind }) => kind !== 'matches') ?? verdicts.at(-1) ?? { kind: 'no-output' }
}

const judgeCheck = ({ seen }: PasteCheck, known: Known, guide: PasteGuide): PasteVerdict => {
  switch (seen.kind) {
    case 'exit-code':
      return judgeCode(seen.equals, known.exitCode)
    case 'printed':
      return judgePrinted(seen, known, guide)
    case 'looks':
      return joined(seen.looks.map((look) => judgeLook(look, known, guide)))
    case 'cannot':
      return seen
  }
}

/** Judges what a reader’s terminal printed in a step, by the code that judges runs. Pure. */
export const judgePasted = (guide: PasteGuide, id: string, pasted: Pasted): PasteResult => {
  const step = guide.steps[id]
  if (step === undefined) return { verdicts: [], saved: new Map() }
  const first = knownFrom(step, pasted)
  const saved = savedIn(id, step.saves, first.output ?? '')
  const known = { ...first, values: new Map([...pasted.values, ...saved]) }
  return { verdicts: step.checks.map((check) => judgeCheck(check, known, guide)), saved }
}
