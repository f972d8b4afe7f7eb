import { patternText } from '../../playbooks/model/pattern.ts'
import { type Language, type Words, milliseconds } from '../../playbooks/model/text.ts'
import type { HandAction } from '../core/by-hand/hand-action.ts'
import type { HandStep, ReadCheck, ReadLook } from '../core/by-hand/hand-step.ts'
import type { TypedAnswer } from '../core/shown-action.ts'
import { fence, inlineCode, listItem } from './markdown.ts'
import { type HandWords, handWords, keyNames } from './words.ts'

/** What is added to a step where there is evidence, or more to say of it. A `string` is in the reader's language. */
export interface StepNotes {
  readonly number: number
  readonly title: Words
  /** What it printed in the last verified run, and the day of that. */
  readonly proven?: { readonly day: string; readonly output: string }
  /** Why no run proves it. */
  readonly unproven?: string
  /** What is done on another target, where it is not the same: `target` says which. */
  readonly others?: readonly { readonly target: string; readonly action: HandAction }[]
  /** What a Mac does in place of a step that only Linux can do. */
  readonly onMac?: Words
}

const exchangeText = ({ expect, send }: TypedAnswer, { exchange }: HandWords): string => {
  const key = keyNames[send]
  const answer = key === undefined ? `${exchange.type}${inlineCode(send)}` : `${exchange.press}${key}`
  return `${exchange.when}${inlineCode(expect)}${answer}${exchange.end}`
}

const actionBlocks = (action: HandAction, language: Language): readonly string[] => {
  const say = handWords[language]
  switch (action.kind) {
    case 'lines':
      return [fence('sh', action.lines)]
    case 'program':
      return [fence('sh', action.line), action.says.map((each) => listItem(exchangeText(each, say))).join('\n')]
    case 'powershell':
      return [say.powershell, fence('powershell', action.line)]
    case 'person':
      return [`${say.person} ${action.instruction[language]}`]
  }
}

type Shown = ReadLook['shows']

const lines = (text: string): readonly string[] => text.replace(/\n+$/, '').split('\n')

/** What is to be seen, as comments below the command that shows it. */
const shownComments = (shown: Shown, say: HandWords): readonly string[] => {
  if (shown.how === 'matches') return [`# ${say.matches(patternText(shown))}`]
  const [first = '', ...others] = lines(shown.text)
  if (shown.how === 'equals' && first === '' && others.length === 0) return [`# ${say.showsNothing}`]
  return [`# ${say[shown.how](first)}`, ...others.map((line) => `#   ${line}`)]
}

const lookLines = ({ line, shows, onMac }: ReadLook, say: HandWords): readonly string[] => [
  line,
  ...shownComments(shows, say),
  ...(onMac === undefined ? [] : [`# ${say.onMac(onMac)}`]),
]

const checkLines = (checks: readonly ReadCheck[], language: Language): readonly string[] => {
  const say = handWords[language]
  return checks.flatMap(({ kind, assertion, seen }) => {
    if (seen.kind !== 'looks') return []
    // “0” below “echo $?” says as much.
    const above = kind === 'exit-code' ? [] : [`# ${assertion[language]}`]
    return [...above, ...seen.looks.flatMap((look) => lookLines(look, say))]
  })
}

const keepLines = ({ keeping }: HandStep, say: HandWords): readonly string[] => {
  if (keeping === undefined) return []
  const typedAs = keeping.kind === 'while-it-runs' ? [`# ${say.typedAs(keeping.command)}`] : []
  return [...typedAs, `# ${say.keeps}`, ...keeping.lines.map(({ line }) => line)]
}

/**
 * All that is typed after a step: the commands of its checks, each with what it checks above it and what it shows below
 * it, and what keeps its values in variables. The exit code comes first. Undefined when there is nothing to type.
 */
export const handBlock = (step: HandStep, language: Language): string | undefined => {
  const isExitCode = ({ kind }: ReadCheck): boolean => kind === 'exit-code'
  const typed = [
    ...checkLines(step.checks.filter(isExitCode), language),
    ...keepLines(step, handWords[language]),
    ...checkLines(
      step.checks.filter((check) => !isExitCode(check)),
      language,
    ),
  ]
  return typed.length === 0 ? undefined : typed.join('\n')
}

/** What is seen in the step’s own output, or cannot be seen. */
const otherItems = (checks: readonly ReadCheck[], language: Language): readonly string[] => {
  const say = handWords[language]
  const items = checks.flatMap(({ assertion, seen }) => {
    if (seen.kind === 'looks') return []
    if (seen.kind === 'cannot') return [listItem(`${assertion[language]}. ${say.cannot} ${seen.why[language]}`)]
    return [listItem(outputText(seen, say))]
  })
  return items.length === 0 ? [] : [items.join('\n')]
}

const outputText = ({ stream, match }: Extract<ReadCheck['seen'], { kind: 'output' }>, say: HandWords): string => {
  const stripped = match.how === 'matches' ? patternText(match) : lines(match.text).join(' ⏎ ')
  if (match.how === 'equals' && stripped === '') return say.output[stream](say.showsNothing)
  return say.output[stream](say[match.how](inlineCode(stripped)))
}

/** What it prints can be kept only while it runs, unless it can be asked again. */
const typedAction = ({ action, keeping }: HandStep): HandAction =>
  keeping?.kind === 'while-it-runs' ? { kind: 'lines', lines: keeping.command } : action

const failureText = ({ expectFailure }: HandStep, say: HandWords): readonly string[] => {
  if (expectFailure === undefined) return []
  return [
    expectFailure.kind === 'exits' ? say.fails(expectFailure.code) : say.hangs(milliseconds(expectFailure.for) / 1000),
  ]
}

/** A step for a person who types it: the command, what it printed, how each check is seen, how it is undone. */
export const stepMarkdown = (step: HandStep, notes: StepNotes, language: Language): string => {
  const say = handWords[language]
  const { proven, unproven, others = [], onMac } = notes
  const block = handBlock(step, language)
  return [
    `### ${say.step(notes.number, notes.title[language])}`,
    ...(unproven === undefined ? [] : [unproven]),
    ...actionBlocks(typedAction(step), language),
    ...others.flatMap(({ target, action }) => [target, ...actionBlocks(action, language)]),
    ...failureText(step, say),
    ...(onMac === undefined ? [] : [say.onMacInstead(onMac[language])]),
    ...(proven === undefined ? [] : [say.printed(proven.day), fence('text', proven.output)]),
    ...(step.checks.length === 0 ? [] : [say.checks]),
    ...otherItems(step.checks, language),
    ...(block === undefined ? [] : [fence('sh', block)]),
    ...(step.undo === undefined ? [] : [say.undo, ...actionBlocks(step.undo, language)]),
  ].join('\n\n')
}
