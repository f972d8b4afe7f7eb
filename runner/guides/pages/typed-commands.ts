import type { Finding } from '../finding.ts'
import { type Page, bodyOf, placeAt } from './page.ts'

const fence = /^[ \t]*(?:```|~~~)[^\n]*/gm
const prompt = /^[ \t]*(?:[$#%>] |PS> )\S[^\n]*/gm
/** A heading or a quotation of Markdown begins like a prompt. */
const isProse = /^\s*(?:#{1,6} [\p{Lu}\p{Lo}“]|> )/u
const element = /<(?:pre|Code)\b[^>]*/g
const programs = 'docker|boot2docker|sudo|curl|eval|npm|ssh'
const indented = new RegExp(`^ {4}(?:${programs}) [^\\n]*`, 'gm')
/** A sentence may name a command. With a prompt, or as a paragraph of its own, it is there to be typed. */
const inlineWithPrompt = /`(?:\$|PS>) [^`\n]+`/g
const inlineAlone = new RegExp(`(?<=\\n\\n)\`+(?:${programs}) [^\`\\n]+\`+(?=\\s*(?:\\n\\n|$))`, 'g')

const inBlock = (body: string, index: number): string => {
  const from = body.lastIndexOf('\n\n', index)
  const to = body.indexOf('\n\n', index)
  return body.slice(from < 0 ? 0 : from, to < 0 ? body.length : to)
}

const foundIn = (body: string): readonly RegExpExecArray[] =>
  [
    // A fence opens and closes: only the first of two is reported.
    ...[...body.matchAll(fence)].filter((_, at) => at % 2 === 0),
    ...[...body.matchAll(prompt)].filter(([line]) => !isProse.test(line)),
    ...body.matchAll(element),
    ...body.matchAll(inlineWithPrompt),
    ...body.matchAll(inlineAlone),
    ...[...body.matchAll(indented)].filter(({ index }) => !inBlock(body, index).includes('`')),
  ].toSorted((one, other) => one.index - other.index)

/** What looks like a command that somebody typed into a page instead of showing a step. */
export const typedCommands = (page: Page): readonly Finding[] =>
  foundIn(bodyOf(page)).map(({ 0: text, index }) => ({
    place: placeAt(page, index + (text.length - text.trimStart().length)),
    what: `“${text.trim().slice(0, 60)}” is typed into the page, so nobody verifies it.`,
    fix: 'Make it a step of the playbook, and show that: <Step of={steps.NAME} />.',
  }))
