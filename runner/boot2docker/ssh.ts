import { spawn } from 'node:child_process'
import { access } from 'node:fs/promises'
import { constants } from 'node:os'
import type { QemuMachine } from '../machines/qemu/index.ts'
import { type Command, needRunning } from './context.ts'
import { CommandError } from './command-error.ts'
import type { Config } from './config.ts'

/**
 * `boot2docker ssh [-L …] [command]`: the system's ssh with the original's options, except that the VM's host key
 * is checked. Returns ssh's exit code, which is the command's.
 */
export const ssh: Command = async ({ config, args, say }) => {
  const machine = await needRunning(config)
  const words = await sshWords(config, machine)
  if (config.Verbose) say(`executing: ${config.SSH} ${[...words, ...args].join(' ')}\n`)
  return run(config.SSH, [...words, ...args])
}

const sshWords = async (config: Config, machine: QemuMachine): Promise<readonly string[]> => {
  const { spec } = await machine.record()
  const port = spec.forwards.find(({ guestPort }) => guestPort === 22)?.hostPort ?? config.SSHPort
  // A prepared VM does not have the reader's key authorized, only its own.
  const key = await access(config.SSHKey).then(
    () => config.SSHKey,
    () => machine.files.identity,
  )
  return [
    ...[
      '-o',
      'IdentitiesOnly=yes',
      '-o',
      'StrictHostKeyChecking=yes',
      '-o',
      `UserKnownHostsFile="${machine.files.knownHosts}"`,
    ],
    ...['-o', 'HostKeyAlias=boot2docker', '-o', 'LogLevel=ERROR', '-p', String(port), '-i', key, 'docker@localhost'],
  ]
}

const run = (program: string, words: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: 'inherit' })
    child.once('error', (cause) =>
      reject(new CommandError(`${program}: ${cause.message}`, { hint: 'sudo apt-get install openssh-client', cause })),
    )
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])))
  })
