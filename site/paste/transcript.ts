import { harmlessNow } from '../../runner/protocol/harmless.ts'

/** A command that may stand in a terminal’s text, as it is typed; it may have several lines. */
export interface KnownCommand {
  readonly key: string
  readonly text: string
}

/** One command of a terminal’s text, and what stands below it. */
export interface Typed {
  /** Undefined for a command that is not known. */
  readonly key: string | undefined
  readonly printed: string
}

/** What a terminal shows before what is typed; ends with a character that prompts end with. */
const promptBefore = /^(?:|[^\n]{0,120}[$#%>❯➜»λ✗]\S{0,20}\s+)$/
/** A prompt of bash or zsh with something typed after it, for a command that is not known. */
const anyPrompt = /^((?:\([^)\n]*\) ?)?(?:[\w.-]+@[\w.-]+[^\n]{0,80}?[$#%]|[$%❯➜]) +)\S/
/** Nothing is typed after it. */
const barePrompt = /^(?:(?:\([^)\n]*\) ?)?[\w.-]+@[\w.-]+[^\n]{0,80}[$#%]|[$%❯➜])$/
/** What shells show before the further lines of one command. */
const continuation = /^(?:\w[\w ]*)?> ?/

interface Begun {
  readonly key: string | undefined
  readonly prompt: string
  /** How many lines are typed. */
  readonly lines: number
}

const isContinued = (line: string | undefined, typed: string): boolean =>
  line !== undefined && (line.trimEnd() === typed || line.replace(continuation, '').trimEnd() === typed.trimEnd())

/** The known command that is typed at a line, if any. */
const commandAt = (lines: readonly string[], at: number, known: readonly KnownCommand[]): Begun | undefined => {
  const line = lines[at]?.trimEnd() ?? ''
  for (const { key, text } of known) {
    const [first = '', ...others] = text.trimEnd().split('\n')
    const prompt = line.slice(0, line.length - first.trimEnd().length)
    if (first === '' || !line.endsWith(first.trimEnd()) || !promptBefore.test(prompt)) continue
    if (others.every((other, index) => isContinued(lines[at + 1 + index], other)))
      return { key, prompt, lines: 1 + others.length }
  }
  return undefined
}

/** Another command than those that are known, after the prompt that was seen before, or after a usual one. */
const otherCommandAt = (line: string, prompt: string | undefined): Begun | undefined => {
  const shown = prompt === undefined ? anyPrompt.exec(line)?.[1] : line.startsWith(prompt) ? prompt : undefined
  return shown === undefined || line.trim() === shown.trim() ? undefined : { key: undefined, prompt: shown, lines: 1 }
}

const withoutLastPrompt = (lines: readonly string[], prompt: string | undefined): readonly string[] => {
  const last = lines.findLastIndex((line) => line.trim() !== '')
  const text = lines[last]?.trim() ?? ''
  const isPrompt = barePrompt.test(text) || (prompt !== undefined && text === prompt.trim() && text !== '')
  return lines.slice(0, isPrompt ? last : last + 1)
}

const textOf = (lines: readonly string[]): string => (lines.length === 0 ? '' : `${lines.join('\n')}\n`)

/**
 * The commands in what was copied from a terminal, in their order, each with what it printed: without colours and
 * prompts. What stands before the first command was printed by the one that `unnamed` is the key of.
 */
export const readTranscript = (pasted: string, known: readonly KnownCommand[], unnamed: string): readonly Typed[] => {
  const lines = harmlessNow(pasted.replaceAll('\u00a0', ' ')).split('\n')
  const longestFirst = [...known].sort((one, other) => other.text.length - one.text.length)
  const typed: { key: string | undefined; lines: string[] }[] = [{ key: unnamed, lines: [] }]
  let prompt: string | undefined
  for (let at = 0; at < lines.length; at += 1) {
    const begun = commandAt(lines, at, longestFirst) ?? otherCommandAt(lines[at] ?? '', prompt)
    if (begun === undefined) {
      typed.at(-1)?.lines.push(lines[at] ?? '')
      continue
    }
    if (begun.prompt.trim() !== '') ({ prompt } = begun)
    // The command as it was really typed, with other values: what is below the first one belongs to it.
    const isFirst = begun.key === undefined && typed.length === 1 && isBlank(typed[0]?.lines ?? [])
    typed.push({ key: isFirst ? unnamed : begun.key, lines: [] })
    at += begun.lines - 1
  }
  const parts = typed.map(({ key, lines: own }) => ({ key, printed: textOf(withoutLastPrompt(own, prompt)) }))
  const isNothingBefore = parts.length > 1 && parts[0]?.printed.trim() === ''
  return isNothingBefore ? parts.slice(1) : parts
}

const isBlank = (lines: readonly string[]): boolean => lines.every((line) => line.trim() === '')
