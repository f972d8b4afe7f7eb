import { type Words, alike } from '../playbooks/model/text.ts'
import type { Problem } from './protocol/events.ts'

/** The kind of error; decides the exit code. */
export type ErrorCode =
  | 'usage' // the user asked for something that does not exist: exit 64
  | 'blocked' // something is missing on this computer: exit 3
  | 'busy' // another process holds what is needed: exit 3
  | 'broken' // the VM or the runner failed: exit 2
  | 'failed' // the outcome is not the expected one: exit 1
  | 'cancelled' // the user stopped it: exit 130

const exitCodes: Record<ErrorCode, number> = { usage: 64, blocked: 3, busy: 3, broken: 2, failed: 1, cancelled: 130 }

export interface ErrorDetails {
  /** One command, or one action, that fixes it. */
  readonly hint: string | Words
  /** In what state things are now, when that is not obvious. */
  readonly state?: string
  readonly cause?: unknown
}

const inEvery = (text: string | Words): Words => (typeof text === 'string' ? alike(text) : text)

/**
 * An error in the environment, for people: what happened and why (`message`), in what state things are, and the one
 * thing that fixes it. A bug is not a RunnerError; it is thrown unchanged.
 */
export class RunnerError extends Error {
  readonly code: ErrorCode
  readonly hint: string
  readonly state: string | undefined
  readonly #words: { readonly message: Words; readonly hint: Words }

  constructor(code: ErrorCode, message: string | Words, details: ErrorDetails) {
    super(inEvery(message).en, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'RunnerError'
    this.code = code
    this.#words = { message: inEvery(message), hint: inEvery(details.hint) }
    this.hint = this.#words.hint.en
    this.state = details.state
  }

  /** In each language, for a page. An untranslated message is in English. */
  get words(): { readonly message: Words; readonly hint: Words } {
    return this.#words
  }

  get exitCode(): number {
    return exitCodes[this.code]
  }
}

/** The message of any error, in English, for logs and programs. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The message of any error without its full stop, for use inside a sentence. */
export const clauseOf = (error: unknown): Words => {
  const { en, 'zh-cn': zhCn } = problemOf(error).what
  return { en: en.replace(/\.$/, ''), 'zh-cn': zhCn.replace(/[.。]$/, '') }
}

/** The message of any error, and its fix; the doctor when no fix is known. Other programs' messages stay unchanged. */
export const problemOf = (error: unknown): Problem =>
  error instanceof RunnerError
    ? { what: error.words.message, hint: error.words.hint }
    : { what: alike(messageOf(error)), hint: alike('npx shipshape doctor') }

/** A bug as a RunnerError, for code that must undo everything before it throws. */
export const ourMistake = (error: unknown): RunnerError => {
  const message = { en: `The runner itself failed: ${String(error)}`, 'zh-cn': `运行器自身出错：${String(error)}` }
  return new RunnerError('broken', message, {
    hint: { en: 'Please report this.', 'zh-cn': '请报告此问题。' },
    cause: error,
  })
}
