import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ExecAnswer } from '../../machines/machine.ts'
import type { ActualAction, ExecOptions, ExecResult } from '../target.ts'
import type { Shell } from './shell.ts'

const talkProgram = new URL('talk.ts', import.meta.url).pathname
/** How long a program in a terminal may take to show what is expected of it. Milliseconds. */
const talkPatienceMs = 40_000

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`

/** A path as bash reads it, its `~` left open. */
const quotePath = (path: string): string => (path.startsWith('~/') ? `~/${quote(path.slice(2))}` : quote(path))

export interface Hands {
  readonly shell: Shell
  /** Runs a command inside the machine. */
  readonly inGuest: (command: string) => Promise<ExecAnswer>
  /** The folder in which steps keep their files. */
  readonly folder: string
}

/** Executes an action where it belongs. */
export const act = (hands: Hands, action: ActualAction, options: ExecOptions): Promise<ExecResult> => {
  switch (action.kind) {
    case 'command':
      return action.where === 'host' ? hands.shell.exec(action.line, options) : actInGuest(hands, action.line)
    case 'interactive':
      return talk(hands, action, options)
    case 'file':
      return action.where === 'host' ? writeOnHost(hands, action, options) : actInGuest(hands, fileScript(action))
  }
}

const talk = async (hands: Hands, { line, says }: Extract<ActualAction, { kind: 'interactive' }>, options: ExecOptions): Promise<ExecResult> => {
  const file = await keep(hands, options.id, 'talk.json', JSON.stringify({ line, says, patienceMs: talkPatienceMs }))
  return hands.shell.exec([process.execPath, '--disable-warning=ExperimentalWarning', talkProgram, file].map(quote).join(' '), options)
}

// By the reader's shell, not by ours: in the namespace /etc/hosts is another file.
const writeOnHost = async (hands: Hands, { path, content }: Extract<ActualAction, { kind: 'file' }>, options: ExecOptions): Promise<ExecResult> => {
  const file = await keep(hands, options.id, 'content', content)
  const target = quotePath(path)
  return hands.shell.exec(`mkdir -p -- ${quotePath(dirname(path))} && cat ${quote(file)} >${target}`, options)
}

const keep = async ({ folder }: Hands, id: string, name: string, content: string): Promise<string> => {
  const stepFolder = join(folder, 'steps', id)
  await mkdir(stepFolder, { recursive: true, mode: 0o700 })
  const file = join(stepFolder, name)
  await writeFile(file, content, { mode: 0o600 })
  return file
}

const fileScript = ({ path, content }: Extract<ActualAction, { kind: 'file' }>): string =>
  `mkdir -p ${quote(dirname(path))} && printf %s ${quote(content)} >${quote(path)}`

const actInGuest = async ({ inGuest }: Hands, command: string): Promise<ExecResult> => {
  const started = performance.now()
  const answer = await inGuest(command)
  return { ...answer, ended: 'by-itself', milliseconds: Math.round(performance.now() - started) }
}
