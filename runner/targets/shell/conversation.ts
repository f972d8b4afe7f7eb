import { appendFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import type { ActualAction } from '../../contract/action.ts'
import type { ExecOptions } from '../../contract/session.ts'
import type { StepFiles } from './step-files.ts'

type Exchange = Extract<ActualAction, { kind: 'interactive' }>['says'][number]

const keys: Readonly<Record<string, string>> = { '^C': '\x03', '^D': '\x04' }

export interface Conversation {
  /** Takes what the terminal shows. */
  readonly hear: (text: string) => void
  /** Resolves when an expected text has not appeared in time. */
  readonly isStuck: Promise<true>
  /** Ends it. Returns whether the program has shown everything that was expected; what it has not is a complaint. */
  end(): boolean
}

export interface ConversationOptions {
  readonly says: readonly Exchange[]
  readonly files: StepFiles
  readonly onOutput: ExecOptions['onOutput']
  readonly type: (text: string) => void
  /** How long each expected text may take to appear, in milliseconds. */
  readonly timeoutMs: number
}

/** Answers a program in a terminal; what it shows becomes the step's standard output. */
export const converse = ({ says, files, onOutput, type, timeoutMs }: ConversationOptions): Conversation => {
  const turns = [...says]
  const stuck = Promise.withResolvers<true>()
  let unread = ''
  let offset = 0
  let hasComplained = false
  let timer: NodeJS.Timeout | undefined

  const complain = (text: string): void => {
    hasComplained = true
    appendFileSync(files.stderr, `${text}\n`)
    onOutput('stderr', `${text}\n`, 0)
  }
  const startTimer = (): void => {
    clearTimeout(timer)
    const turn = turns[0]
    if (turn === undefined) return
    timer = setTimeout(() => {
      complain(`The program did not show “${turn.expect}” within ${timeoutMs / 1000} s.`)
      stuck.resolve(true)
    }, timeoutMs)
  }
  startTimer()
  return {
    hear: (data) => {
      // Escape sequences are removed: the page and the checks need the text only.
      const text = stripVTControlCharacters(data).replaceAll('\r', '')
      appendFileSync(files.stdout, text)
      onOutput('stdout', text, offset)
      offset += Buffer.byteLength(text)
      unread += text
      const turn = turns[0]
      if (turn === undefined || !unread.includes(turn.expect)) return
      turns.shift()
      unread = ''
      type(keys[turn.send] ?? `${turn.send}\r`)
      startTimer()
    },
    isStuck: stuck.promise,
    end: () => {
      clearTimeout(timer)
      const unmet = turns[0]
      if (unmet !== undefined && !hasComplained) complain(`The program ended before it showed “${unmet.expect}”.`)
      return unmet === undefined
    },
  }
}
