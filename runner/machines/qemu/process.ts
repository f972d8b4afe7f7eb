import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { RunnerError } from '../../errors.ts'
import { leastQemu } from '../../setup/programs.mjs'
import { installCommand } from '../../host/advice.ts'
import { type ProcessTable, processes } from '../../host/processes/index.ts'
import { findProgram, programPath, runProgram } from '../../host/program.ts'
import { stampOf } from '../stamp.ts'
import { qemuProgram } from './arguments.ts'
import type { MachineFiles } from './files.ts'
import type { Architecture } from './record.ts'

const installHint = (architecture: Architecture): string =>
  installCommand([architecture === 'amd64' ? 'qemu-system-x86' : 'qemu-system-arm', 'qemu-utils'])

const upgradeHint = (architecture: Architecture): string =>
  process.platform === 'darwin'
    ? 'brew upgrade qemu'
    : `${installHint(architecture)} -t "$(. /etc/os-release; echo "$VERSION_CODENAME")-backports"`

const versions = new Map<string, Promise<string>>()

/**
 * QEMU's version, “10.0.2 (Debian …)”, cached per program file. RunnerError('blocked') when QEMU is missing or too
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
    `QEMU ${version} is too old: at least ${leastQemu} is needed, because older ones crash the guest.`,
    {
      hint: upgradeHint(architecture),
    },
  )
}

export const parseVersion = (said: string): string | undefined =>
  /version (\d+\.\d+\S*(?: \([^)\n]*\))?)/.exec(said)?.[1]

/** A QEMU that was just started; it outlives this process. */
export interface StartedQemu {
  /** Resolves when it exits, with its error output. */
  readonly ended: Promise<string>
  kill(): void
}

/**
 * Starts QEMU in the VM's folder, in its own session: neither Ctrl-C nor the end of this process reaches it. `program`
 * is its name, or a command that starts it; the working directory is the VM's folder.
 */
export const startQemu = (files: MachineFiles, program: readonly string[], args: readonly string[]): StartedQemu => {
  const log = openSync(files.qemuLog, 'w', 0o600)
  const [file = '', ...words] = program
  const child = spawn(file, [...words, ...args], {
    cwd: files.folder,
    detached: true,
    stdio: ['ignore', log, log],
    // Steps of guides may read its environment.
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
 * Kills the QEMU of this VM, wherever it was started: it is identified by the VM's UUID on its command
 * line, never by a PID that may have been reused. Returns whether there was one.
 */
export const killQemu = (uuid: string, table: Pick<ProcessTable, 'list'> = processes): boolean =>
  table
    .list()
    .filter(({ words }) => isQemuOf(words, uuid))
    .map(({ pid }) => killUnlessGone(pid))
    .includes(true)

/** Kills a process that may have ended meanwhile. */
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

/** Removes what a killed QEMU leaves in the VM's folder. */
export const removeTraces = async (files: MachineFiles): Promise<void> => {
  await Promise.all([files.socket, files.console, files.processId].map((path) => rm(path, { force: true })))
}

/** The last lines of the guest's console. */
export const lastConsoleLines = async (files: MachineFiles, count: number): Promise<string> => {
  const text = await readFile(files.serialLog, 'latin1').catch(() => '')
  // A console may contain escape sequences, which a terminal must not interpret.
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/[^\x20-\x7e]/g, ''))
    .filter((line) => line !== '')
  return lines.slice(-count).join('\n')
}
