import { type Words, alike } from '../playbooks/model/text.ts'
import type { BusyRun } from './protocol/api.ts'
import type { Problem } from './protocol/events.ts'
import { exitCodes } from './setup/exit-codes.mjs'

/** The kind of error; decides the exit code. */
export type ErrorCode =
  | 'usage' // the person asked for something that does not exist
  | 'blocked' // something is missing on this computer
  | 'busy' // somebody else holds what is needed; ends as blocked
  | 'broken' // the machine or the runner went wrong
  | 'failed' // the outcome is not what was promised
  | 'cancelled' // the person stopped it

export interface ErrorDetails {
  /** One command, or one action, that fixes it. */
  readonly hint: string | Words
  /** In what state things are now, when that is not obvious. */
  readonly state?: string
  readonly cause?: unknown
  /** The run that has what was asked for; only with the code `busy`. */
  readonly busyWith?: BusyRun
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
  readonly busyWith: BusyRun | undefined
  readonly #problem: Problem

  constructor(code: ErrorCode, message: string | Words, details: ErrorDetails) {
    super(inEvery(message).en, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'RunnerError'
    this.code = code
    this.#problem = { what: inEvery(message), hint: inEvery(details.hint) }
    this.hint = this.#problem.hint.en
    this.state = details.state
    this.busyWith = details.busyWith
  }

  /** What happened, and the one thing that fixes it, in every language: for a page. Untranslated text is English. */
  get problem(): Problem {
    return this.#problem
  }

  get exitCode(): number {
    return exitCodes[this.code === 'busy' ? 'blocked' : this.code]
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
  error instanceof RunnerError ? error.problem : { what: alike(messageOf(error)), hint: alike('npx shipshape doctor') }

/** A bug as a RunnerError, for code that must undo everything before it throws. */
export const ourMistake = (error: unknown): RunnerError => {
  const message = { en: `The runner itself failed: ${String(error)}`, 'zh-cn': `运行器自身出错：${String(error)}` }
  return new RunnerError('broken', message, {
    hint: { en: 'Please report this.', 'zh-cn': '请报告此问题。' },
    cause: error,
  })
}
