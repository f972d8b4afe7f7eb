import { type Words, alike } from '../playbooks/model/text.ts'
import type { Problem } from './protocol/events.ts'
import { exitCodes } from './setup/exit-codes.mjs'

/** What kind of trouble it is; decides the exit code. */
export type ErrorCode =
  | 'usage' // the person asked for something that does not exist
  | 'blocked' // this machine lacks something
  | 'busy' // somebody else holds what is needed; ends as blocked
  | 'broken' // the machine or the runner went wrong
  | 'failed' // the outcome is not what was promised
  | 'cancelled' // the person stopped it

export interface ErrorDetails {
  /** One command, or one action, that mends it. */
  readonly hint: string | Words
  /** In what state things are now, when that is not obvious. */
  readonly state?: string
  readonly cause?: unknown
}

const inEvery = (text: string | Words): Words => (typeof text === 'string' ? alike(text) : text)

/**
 * Broken surroundings, told to a person: what happened and why (`message`), in what state things are, and the one
 * thing that mends it. A bug is not a RunnerError; it is thrown as it is.
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

  /** For a page. What nobody has translated is told in English. */
  get words(): { readonly message: Words; readonly hint: Words } {
    return this.#words
  }

  get exitCode(): number {
    return exitCodes[this.code === 'busy' ? 'blocked' : this.code]
  }
}

/** What any error says, in English: all that a log or a program needs. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** What any error says to a person, without its full stop, to be told inside a sentence. */
export const clauseOf = (error: unknown): Words => {
  const { en, 'zh-cn': zhCn } = problemOf(error).what
  return { en: en.replace(/\.$/, ''), 'zh-cn': zhCn.replace(/[.。]$/, '') }
}

/**
 * What any error says to a person, with the one thing that mends it; when nobody knows that, the doctor may. What other
 * programs say stays as they say it.
 */
export const problemOf = (error: unknown): Problem =>
  error instanceof RunnerError
    ? { what: error.words.message, hint: error.words.hint }
    : { what: alike(messageOf(error)), hint: alike('npx shipshape doctor') }

/** A bug, told as trouble where everything is put back first. */
export const ourMistake = (error: unknown): RunnerError => {
  const message = { en: `The runner itself went wrong: ${String(error)}`, 'zh-cn': `运行器自身出错：${String(error)}` }
  return new RunnerError('broken', message, {
    hint: { en: 'Please report this.', 'zh-cn': '请报告此问题。' },
    cause: error,
  })
}
