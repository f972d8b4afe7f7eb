import { patternText } from '../../playbooks/model/pattern.ts'
import { type Language, type Words, milliseconds } from '../../playbooks/model/text.ts'
import type { HandAction } from '../core/by-hand/hand-action.ts'
import type { HandStep, ReadCheck, ReadLook } from '../core/by-hand/hand-step.ts'
import { fence, inlineCode, listItem } from './markdown.ts'
import { type HandWords, handWords } from './words.ts'

/** What is added to a step where there is evidence, or more to say of it. */
export interface StepNotes {
  readonly number: number
  readonly title: Words
  /** What it printed in the last proven run, and the day of that. */
  readonly proven?: { readonly day: string; readonly output: string }
  /** What a Mac does in place of a step that only Linux can do. */
  readonly onMac?: Words
}

const keys: Readonly<Record<string, string>> = { '^C': 'Ctrl-C', '^D': 'Ctrl-D', '': 'Return' }

const sendText = (send: string, say: HandWords, language: Language): string => {
  const key = keys[send]
  if (key !== undefined) return say.key(key)
  return language === 'en' ? `type ${inlineCode(send)}` : `输入 ${inlineCode(send)}`
}

const actionBlocks = (action: HandAction, language: Language): readonly string[] => {
  const say = handWords[language]
  switch (action.kind) {
    case 'lines':
      return [fence('sh', action.lines)]
    case 'program':
      return [
        fence('sh', action.line),
        action.says
          .map(({ expect, send }) => listItem(say.when(inlineCode(expect), sendText(send, say, language))))
          .join('\n'),
      ]
    case 'powershell':
      return [say.powershell, fence('powershell', action.line)]
    case 'person':
      return [`${say.person} ${action.instruction[language]}`]
  }
}

type Shown = ReadLook['shows']

const oneLine = (text: string): string | undefined => {
  const trimmed = text.replace(/\n+$/, '')
  return trimmed.includes('\n') ? undefined : trimmed
}

/** What is to be seen, in a sentence; in a block of its own where it has several lines. */
export const shownText = (shown: Shown, language: Language): string => {
  const say = handWords[language]
  if (shown.how === 'matches') return say.matches(inlineCode(patternText(shown)))
  if (shown.how !== 'equals') return say[shown.how](inlineCode(shown.text))
  const line = oneLine(shown.text)
  if (line === undefined) return `${say.shows}\n\n${fence('text', shown.text)}`
  return line === '' ? say.showsNothing : say.showsText(inlineCode(line))
}

const lookBlocks = ({ line, shows, onMac }: ReadLook, language: Language): readonly string[] => [
  fence('sh', line),
  [shownText(shows, language), ...(onMac === undefined ? [] : [handWords[language].onMac(inlineCode(onMac))])].join(
    ' ',
  ),
]

const seenBlocks = ({ seen }: ReadCheck, language: Language): readonly string[] => {
  const say = handWords[language]
  switch (seen.kind) {
    case 'looks':
      return seen.looks.flatMap((look) => lookBlocks(look, language))
    case 'output':
      return [`${say.where[seen.stream]} ${shownText(seen.match, language)}`]
    case 'cannot':
      return [`${say.cannot} ${seen.why[language]}`]
  }
}

const checkItem = (check: ReadCheck, language: Language): string =>
  listItem([check.assertion[language], ...seenBlocks(check, language)].join('\n\n'))

const keepBlocks = ({ keeping }: HandStep, say: HandWords): readonly string[] =>
  keeping === undefined ? [] : [say.keeps, fence('sh', keeping.lines.map(({ line }) => line).join('\n'))]

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
  const { proven, onMac } = notes
  const [first, others] = [
    step.checks.filter(({ kind }) => kind === 'exit-code'),
    step.checks.filter(({ kind }) => kind !== 'exit-code'),
  ]
  const items = (checks: readonly ReadCheck[]): readonly string[] =>
    checks.length === 0 ? [] : [checks.map((check) => checkItem(check, language)).join('\n\n')]
  return [
    `### ${say.step(notes.number, notes.title[language])}`,
    ...actionBlocks(typedAction(step), language),
    ...failureText(step, say),
    ...(onMac === undefined ? [] : [`${say.onMacInstead} ${onMac[language]}`]),
    ...(proven === undefined ? [] : [say.printed(proven.day), fence('text', proven.output)]),
    ...(step.checks.length === 0 ? [] : [say.checks]),
    ...items(first),
    ...keepBlocks(step, say),
    ...items(others),
    ...(step.undo === undefined ? [] : [say.undo, ...actionBlocks(step.undo, language)]),
  ].join('\n\n')
}
