import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ActualAction } from '../../contract/action.ts'
import type { ExecOptions, ExecResult } from '../../contract/session.ts'
import { quote, quotePath } from '../../quote.ts'
import type { Shell } from './shell.ts'
import { stepFolder } from './step-files.ts'

/** How long a program in a terminal may take to print an expected text. Milliseconds. */
const answerMs = 40_000

export interface Executor {
  readonly shell: Shell
  /** The command line with which the reader's shell runs a command inside the VM. */
  readonly inGuest: (command: string) => string
  /** The folder of the steps' files. */
  readonly folder: string
}

/** Executes an action on the host or in the guest. */
export const act = (executor: Executor, action: ActualAction, options: ExecOptions): Promise<ExecResult> => {
  switch (action.kind) {
    case 'command':
      return executor.shell.exec(action.where === 'host' ? action.line : executor.inGuest(action.line), options)
    case 'interactive':
      return executor.shell.talk({ ...action, answerMs }, options)
    case 'file':
      return action.where === 'host' ? writeOnHost(executor, action, options) : writeInGuest(executor, action, options)
  }
}

// Written by the reader's shell, not by this process: in the namespace /etc/hosts is another file.
const writeOnHost = async (
  executor: Executor,
  { path, content }: Extract<ActualAction, { kind: 'file' }>,
  options: ExecOptions,
): Promise<ExecResult> => {
  const file = await keep(executor, options.id, 'content', content)
  const target = quotePath(path)
  // In a subshell, with the system's own programs: whatever the steps have defined stays as it is.
  const script = `PATH=$PATH:/usr/bin:/bin; \\command mkdir -p -- ${quotePath(dirname(path))} && \\command cat ${quote(file)} >|${target}`
  return executor.shell.exec(`(${script})`, options)
}

// By standard input: Linux refuses an argument of more than 128 KiB.
const writeInGuest = async (
  executor: Executor,
  { path, content }: Extract<ActualAction, { kind: 'file' }>,
  options: ExecOptions,
): Promise<ExecResult> => {
  const file = await keep(executor, options.id, 'content', content)
  const script = `mkdir -p -- ${quote(dirname(path))} && cat >${quote(path)}`
  return executor.shell.exec(`${executor.inGuest(script)} <${quote(file)}`, options)
}

const keep = async ({ folder }: Executor, id: string, name: string, content: string): Promise<string> => {
  const own = stepFolder(folder, id)
  await mkdir(own, { recursive: true, mode: 0o700 })
  const file = join(own, name)
  await writeFile(file, content, { mode: 0o600 })
  return file
}
