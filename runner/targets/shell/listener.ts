import { type MarkKind, markStart } from './hook.ts'

/** What a shell reports at its prompt. */
export interface Prompt {
  readonly exitCode: number
  /** The exported variables, as `export -p` prints them. */
  readonly exported: string
}

/** Hears what a terminal shows. */
export interface Listener {
  readonly hear: (text: string) => void
  /** Resolves at the next prompt. */
  prompt(): Promise<Prompt>
  /** Resolves at the first prompt after the next answer. */
  promptAfterAnswer(): Promise<Prompt>
  /** Resolves when the shell reports that it cannot go on. */
  readonly lost: Promise<true>
  /** Resolves when a line has been shown, which nobody else sees. */
  line(): Promise<void>
  /** Who gets what is shown between the marks from now on. */
  passOn(to: ((text: string) => void) | undefined): void
}

/** Finds a shell's marks in what its terminal shows, also those that arrive in pieces. */
export const listenFor = (token: string): Listener => {
  const start = markStart(token)
  const mark = new RegExp(`${start.replace(']', '\\]')}(code|prompt|answer|lost)(\\d*)\x07`)
  const lost = Promise.withResolvers<true>()
  let onPrompt: ((prompt: Prompt) => void) | undefined
  let onLine: (() => void) | undefined
  let onText: ((text: string) => void) | undefined
  let awaitsAnswer = false
  let report: Prompt | undefined
  let unread = ''

  const take = (kind: MarkKind, exitCode: string): void => {
    switch (kind) {
      case 'code':
        report = { exitCode: Number(exitCode), exported: '' }
        return
      case 'answer':
        awaitsAnswer = false
        return
      case 'lost':
        lost.resolve(true)
        return
      case 'prompt':
        if (report !== undefined && !awaitsAnswer) onPrompt?.(report)
        report = undefined
    }
  }
  const pass = (length: number): void => {
    const shown = unread.slice(0, length)
    unread = unread.slice(length)
    if (report !== undefined) report = { ...report, exported: report.exported + shown }
    else if (shown !== '') onText?.(shown)
  }
  const dropLine = (): void => {
    const end = onLine === undefined ? -1 : unread.indexOf('\n')
    if (end < 0) return
    unread = unread.slice(end + 1)
    onLine?.()
    onLine = undefined
  }
  const next = (): Promise<Prompt> => new Promise((resolve) => (onPrompt = resolve))
  return {
    hear: (text) => {
      unread += text
      dropLine()
      for (let found = mark.exec(unread); found !== null; found = mark.exec(unread)) {
        pass(found.index)
        unread = unread.slice(found[0].length)
        take(found[1] as MarkKind, found[2] ?? '') // the pattern names no others
      }
      pass(unread.length - startedMark(unread, start))
    },
    prompt: next,
    lost: lost.promise,
    promptAfterAnswer: () => {
      awaitsAnswer = true
      return next()
    },
    line: () => new Promise((resolve) => (onLine = resolve)),
    passOn: (to) => (onText = to),
  }
}

/** How many characters at the end of a text may be the beginning of a mark. */
const startedMark = (text: string, start: string): number => {
  const at = text.lastIndexOf('\x1b')
  const tail = at < 0 ? '' : text.slice(at)
  return start.startsWith(tail) || (tail.startsWith(start) && !tail.includes('\x07')) ? tail.length : 0
}
