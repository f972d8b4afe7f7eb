import type { CommandLine, Text, Words } from './text.ts'

/** `host` is the reader's computer (in the lab: the namespace that stands for it), `guest` is inside the VM. */
export type Place = 'host' | 'guest'

/** One exchange with a program in a terminal. */
export interface Exchange {
  /** Wait until the terminal has shown this text. */
  readonly expect: string
  /** Then type this, and Return. `'^D'` and `'^C'` are the keys. A `Text` when it contains a value. */
  readonly send: string | Text
}

export interface CommandAction {
  readonly kind: 'command'
  readonly line: CommandLine
  readonly where: Place
  readonly shell?: 'bash' | 'powershell'
}

/** A program that needs a terminal, run in a real one. */
export interface InteractiveAction {
  readonly kind: 'interactive'
  readonly line: CommandLine
  readonly where: 'host'
  readonly says: readonly [Exchange, ...Exchange[]]
}

/** A file that the reader writes with an editor. */
export interface FileAction {
  readonly kind: 'file'
  readonly path: Text
  readonly content: Text
  readonly where: Place
}

/** Something that only a person can do, such as a click in an installer. */
export interface ByHandAction {
  readonly kind: 'by-hand'
  readonly instruction: Words
}

export type Action = CommandAction | InteractiveAction | FileAction | ByHandAction

/** A command in the reader's own shell. */
export const run = (line: CommandLine): CommandAction => ({ kind: 'command', line, where: 'host' })

/** A command in a shell of the VM. */
export const runInside = (line: CommandLine): CommandAction => ({ kind: 'command', line, where: 'guest' })

/** An interactive program in the reader's terminal. */
export const talk = (line: CommandLine, ...says: [Exchange, ...Exchange[]]): InteractiveAction => ({
  kind: 'interactive',
  line,
  where: 'host',
  says,
})

/** A file on the reader's computer. */
export const write = (path: Text, content: Text): FileAction => ({ kind: 'file', path, content, where: 'host' })

/** A line of PowerShell, inside a VM that runs Windows. */
export const powershell = (line: CommandLine): CommandAction => ({
  kind: 'command',
  line,
  where: 'guest',
  shell: 'powershell',
})

/** A file inside the VM. */
export const writeInside = (path: Text, content: Text): FileAction => ({ kind: 'file', path, content, where: 'guest' })

/** Something that only a person can do. */
export const byHand = (instruction: Words): ByHandAction => ({ kind: 'by-hand', instruction })
