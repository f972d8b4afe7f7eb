import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { RunnerError } from '../../errors.ts'
import { leastQemu } from '../../setup/programs.mjs'
import { processes } from '../../host/processes/index.ts'
import { findProgram, programPath, runProgram } from '../../host/program.ts'
import { stampOf } from '../stamp.ts'
import { qemuProgram } from './arguments.ts'
import type { MachineFiles } from './files.ts'
import type { Architecture } from './record.ts'

const installHint = (architecture: Architecture): string =>
  process.platform === 'darwin'
    ? 'brew install qemu'
    : `sudo apt-get install qemu-system-${architecture === 'amd64' ? 'x86' : 'arm'} qemu-utils`

const versions = new Map<string, Promise<string>>()

/**
 * “10.0.2 (Debian …)”, asked once of each file that is that program. RunnerError('blocked') when QEMU is missing or too
 * old to run a guest reliably.
 */
export const qemuVersion = async (architecture: Architecture): Promise<string> => {
  const key = `${qemuProgram(architecture)} ${(await programStamp(qemuProgram(architecture))) ?? 'missing'}`
  const known = versions.get(key) ?? askVersion(architecture)
  versions.set(key, known)
  known.catch(() => versions.delete(key))
  return known
}

const programStamp = async (name: string): Promise<string | undefined> => {
  const path = findProgram(name, programPath())
  return path === undefined ? undefined : stampOf(path)
}

const askVersion = async (architecture: Architecture): Promise<string> => {
  const program = qemuProgram(architecture)
  const answer = await runProgram(program, ['--version'], { hint: installHint(architecture) })
  const version = parseVersion(answer.stdout)
  if (version === undefined) {
    throw new RunnerError('broken', `“${program} --version” says something unexpected.`, {
      hint: installHint(architecture),
    })
  }
  if (Number.parseInt(version, 10) >= leastQemu) return version
  throw new RunnerError(
    'blocked',
    `QEMU ${version} is too old: at least ${leastQemu} is needed, for older ones crash the guest.`,
    {
      hint: `${installHint(architecture)} -t "$(. /etc/os-release; echo "$VERSION_CODENAME")-backports"`,
    },
  )
}

export const parseVersion = (said: string): string | undefined =>
  /version (\d+\.\d+\S*(?: \([^)\n]*\))?)/.exec(said)?.[1]

/** A QEMU that was just started, which outlives us. */
export interface StartedQemu {
  /** Resolves when it ends while we watch, with what it complained about. */
  readonly ended: Promise<string>
  kill(): void
}

/**
 * Starts QEMU in the machine's folder, in a session of its own: neither Ctrl-C nor our end reaches it. `program` is its
 * name, or more words that end in starting it; they begin in the machine's folder.
 */
export const startQemu = (files: MachineFiles, program: readonly string[], args: readonly string[]): StartedQemu => {
  const log = openSync(files.qemuLog, 'w', 0o600)
  const [file = '', ...words] = program
  const child = spawn(file, [...words, ...args], {
    cwd: files.folder,
    detached: true,
    stdio: ['ignore', log, log],
    // A step of a guide may look into its environment.
    env: { PATH: programPath() },
  })
  closeSync(log)
  child.unref()
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  return {
    ended: ended.then(() => readFile(files.qemuLog, 'utf8')).then((text) => text.trim()),
    kill: () => child.kill('SIGKILL'),
  }
}

/**
 * Kills the QEMU of this machine, wherever it was started from: it is known by the machine's number on its command
 * line, never by a process number that may have passed to a stranger.
 */
export const killQemu = (uuid: string): boolean =>
  processes
    .list()
    .filter(({ words }) => isQemuOf(words, uuid))
    .map(({ pid }) => killUnlessGone(pid))
    .includes(true)

/** It may have ended since it was found. */
const killUnlessGone = (processId: number): boolean => {
  try {
    return process.kill(processId, 'SIGKILL')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}

const isQemuOf = (words: readonly string[], uuid: string): boolean =>
  (words[0]?.split('/').at(-1)?.startsWith('qemu-system-') ?? false) && words[words.indexOf('-uuid') + 1] === uuid

/** What a killed QEMU leaves in the machine's folder. */
export const removeTraces = async (files: MachineFiles): Promise<void> => {
  await Promise.all([files.socket, files.console, files.processId].map((path) => rm(path, { force: true })))
}

/** The last lines of the guest's console. */
export const lastConsoleLines = async (files: MachineFiles, count: number): Promise<string> => {
  const text = await readFile(files.serialLog, 'latin1').catch(() => '')
  // A console may hold anything; a terminal must not obey it.
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/[^\x20-\x7e]/g, ''))
    .filter((line) => line !== '')
  return lines.slice(-count).join('\n')
}
