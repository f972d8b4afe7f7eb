import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { spawn, type IPty } from '@lydell/node-pty'

/** The input of talk.ts, a JSON file whose path is its only argument. */
export interface Conversation {
  /** A line of bash. */
  readonly line: string
  readonly says: readonly { readonly expect: string; readonly send: string }[]
  /** How long each expected text may take to appear, in milliseconds. */
  readonly timeoutMs: number
}

const keys: Readonly<Record<string, string>> = { '^C': '\x03', '^D': '\x04' }

/** Runs a line in a real terminal of 120 columns and holds the conversation; exits with the line's exit code. */
const hold = ({ line, says, timeoutMs }: Conversation): void => {
  const terminal = spawn('bash', ['-c', line], {
    name: 'xterm',
    cols: 120,
    rows: 40,
    cwd: process.cwd(),
    env: definedOnly(process.env),
  })
  const turns = [...says]
  let unread = ''
  let timer = startTimer(terminal, turns[0]?.expect, timeoutMs)

  terminal.onData((data) => {
    // Escape sequences are removed: the page and the checks need the text only.
    const text = stripVTControlCharacters(data).replaceAll('\r', '')
    process.stdout.write(text)
    unread += text
    const turn = turns[0]
    if (turn === undefined || !unread.includes(turn.expect)) return
    turns.shift()
    unread = ''
    clearTimeout(timer)
    terminal.write(keys[turn.send] ?? `${turn.send}\r`)
    timer = startTimer(terminal, turns[0]?.expect, timeoutMs)
  })
  terminal.onExit(({ exitCode }) => {
    clearTimeout(timer)
    const unmet = turns[0]
    if (unmet !== undefined) process.stderr.write(`The program ended before it showed “${unmet.expect}”.\n`)
    process.exitCode = unmet !== undefined && exitCode === 0 ? 1 : exitCode
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => terminal.kill(signal))
}

const startTimer = (terminal: IPty, expected: string | undefined, timeoutMs: number): NodeJS.Timeout | undefined =>
  expected === undefined
    ? undefined
    : setTimeout(() => {
        process.stderr.write(`The program did not show “${expected}” within ${timeoutMs / 1000} s.\n`)
        terminal.kill('SIGTERM')
      }, timeoutMs)

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

const file = process.argv[2]
if (file === undefined) throw new Error('usage: talk.ts CONVERSATION.json')
hold(JSON.parse(readFileSync(file, 'utf8')) as Conversation) // written by the shell, beside the step's line
