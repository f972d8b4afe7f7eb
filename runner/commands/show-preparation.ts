import { styleText } from 'node:util'
import type { PartStatus, PreparationStatus } from '../protocol/preparation.ts'
import { shareOf } from '../protocol/share.ts'
import { heldElsewhere } from '../preparation/words.ts'
import type { Screen } from '../reporters/screen.ts'

/** The live output is redrawn at most once in this time. */
const everyMs = 100

const isPending = ({ state }: PartStatus): boolean => state === 'waiting' || state === 'preparing'
const isHeld = ({ text }: PartStatus): boolean => text?.en === heldElsewhere.en

const seconds = (milliseconds: number): string =>
  milliseconds < 9_950 ? (milliseconds / 1000).toFixed(1) : (milliseconds / 1000).toFixed(0)

const liveLine = (part: PartStatus, width: number): string =>
  [`  ${part.title.en.padEnd(width)}`, shareOf(part)?.en ?? '', part.text?.en ?? '']
    .filter((piece) => piece !== '')
    .join('  ')

const liveLines = (parts: readonly PartStatus[]): string => {
  const pending = parts.filter(isPending)
  const width = Math.max(0, ...pending.map(({ title }) => title.en.length))
  return pending.map((part) => liveLine(part, width)).join('\n')
}

const mark = (good: boolean): string => styleText(good ? 'green' : 'red', good ? '✓' : '✗', { stream: process.stderr })

/** A fix that several parts share is shown once, with the first one. */
const failedText = (part: PartStatus, parts: readonly PartStatus[]): string => {
  const { title, problem } = part
  const first = parts.find((each) => each.state === 'failed' && each.problem?.hint.en === problem?.hint.en)
  const fix = problem === undefined || first?.id !== part.id ? [] : ['Fix:', problem.hint.en]
  return [`${mark(false)} ${title.en}: ${problem?.what.en ?? 'failed'}`, ...fix].join('\n')
}

/** The permanent line for a change of one part; none for a part that was ready at the start. */
const lastingLine = (
  before: PartStatus | undefined,
  part: PartStatus,
  parts: readonly PartStatus[],
  isLive: boolean,
): string | undefined => {
  if (before?.state === part.state)
    return isHeld(part) && !isHeld(before) ? `${part.title.en}: ${heldElsewhere.en}.` : undefined
  if (part.state === 'failed') return failedText(part, parts)
  if (part.state === 'preparing') return isLive ? undefined : `${part.title.en}: preparing …`
  return part.state === 'ready' && before?.state === 'preparing'
    ? `${mark(true)} ${part.title.en}: ready after ${seconds(part.milliseconds ?? 0)} s`
    : undefined
}

const closingLine = (parts: readonly PartStatus[]): string => {
  const failed = parts.filter(({ state }) => state === 'failed').map(({ title }) => title.en)
  return failed.length === 0
    ? 'Everything is prepared: every guide for this computer can be run.'
    : `Not prepared: ${failed.join(', ')}. What does not use it works; “Try again” is on the page.`
}

/** Shows each status: a live line per part in a terminal; elsewhere one line at the start and one at the end. */
export const showPreparation = (screen: Screen): ((status: PreparationStatus) => void) => {
  let shown: readonly PartStatus[] = []
  let hasMade = false
  let drawing: NodeJS.Timeout | undefined
  const draw = (): void => {
    drawing = undefined
    screen.show(liveLines(shown))
  }
  return ({ parts }) => {
    const before = new Map(shown.map((part) => [part.id, part]))
    const lines = parts.flatMap((part) => lastingLine(before.get(part.id), part, parts, screen.isLive) ?? [])
    const wasPending = shown.some(isPending)
    shown = parts
    hasMade ||= parts.some(({ state }) => state === 'preparing' || state === 'failed')
    for (const line of lines) screen.print(line)
    if (wasPending && !parts.some(isPending) && hasMade) screen.print(closingLine(parts))
    if (lines.length > 0 || !parts.some(isPending)) clearTimeout(drawing)
    if (lines.length > 0 || !parts.some(isPending)) draw()
    else drawing ??= setTimeout(draw, everyMs).unref()
  }
}

/** Which parts are ready and which are not, when the preparation was interrupted. */
export const stoppedText = ({ parts }: PreparationStatus): string => {
  const [ready, open] = [parts.filter(({ state }) => state === 'ready'), parts.filter(isPending)].map((some) =>
    some.map(({ title }) => title.en).join(', '),
  )
  return `Preparation stopped; no partial results were left. Ready: ${ready || 'nothing yet'}. The next start continues with: ${open || 'nothing'}.`
}
