import { spawn } from 'node:child_process'
import { access } from 'node:fs/promises'
import { constants } from 'node:os'
import { installCommand } from '../host/advice.ts'
import type { QemuMachine } from '../machines/qemu/index.ts'
import { quote } from '../quote.ts'
import { exitCodes } from '../setup/exit-codes.mjs'
import { type Command, needRunning } from './context.ts'
import { CommandError } from './command-error.ts'
import type { Config } from './config.ts'

/**
 * `boot2docker ssh [-L …] [command]`: the system's ssh with the original's options, except that the VM's host key
 * is checked. Returns ssh's exit code, which is the command's.
 */
export const ssh: Command = async ({ config, args, env, say }) => {
  const machine = await needRunning(config)
  const { words, paths } = await sshCall(config, machine)
  if (config.Verbose) say(`executing: ${printCall(paths, [config.SSH, ...words, ...args])}\n`)
  return run(config.SSH, [...words, ...args], { ...env, ...paths })
}

interface SshCall {
  readonly words: readonly string[]
  /** Environment variables that the words refer to. */
  readonly paths: Readonly<Record<string, string>>
}

/**
 * Paths reach ssh by variables, which it has expanded since 8.4: in its options `%`, `"`, `\` and blanks have a
 * meaning, in a variable's value nothing has.
 */
const sshCall = async (config: Config, machine: QemuMachine): Promise<SshCall> => {
  const { spec } = await machine.record()
  const port = spec.forwards.find(({ guestPort }) => guestPort === 22)?.hostPort ?? config.SSHPort
  const hasKey = await access(config.SSHKey).then(
    () => true,
    () => false,
  )
  const options = [
    ...['IdentitiesOnly=yes', 'StrictHostKeyChecking=yes', 'UserKnownHostsFile=${BOOT2DOCKER_KNOWN_HOSTS}'],
    ...['HostKeyAlias=boot2docker', 'LogLevel=ERROR'],
    ...(hasKey ? ['IdentityFile=${BOOT2DOCKER_SSHKEY}'] : []),
    // The VM's own key, which it accepts also when the reader's was made again or never was there.
    'IdentityFile=${BOOT2DOCKER_VM_KEY}',
  ]
  return {
    words: [...options.flatMap((option) => ['-o', option]), '-p', String(port), 'docker@localhost'],
    paths: {
      BOOT2DOCKER_KNOWN_HOSTS: machine.files.knownHosts,
      ...(hasKey ? { BOOT2DOCKER_SSHKEY: config.SSHKey } : {}),
      BOOT2DOCKER_VM_KEY: machine.files.identity,
    },
  }
}

/** A line that can be typed into a shell. */
const printCall = (paths: SshCall['paths'], words: readonly string[]): string =>
  [...Object.entries(paths).map(([name, path]) => `${name}=${quote(path)}`), ...words.map(quote)].join(' ')

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Signals to this process reach ssh too, which would outlive it otherwise: `boot2docker ssh -N -L … &`, `kill $!`. Then
 * the exit code is 128 and the signal's number, as a shell has it; ssh itself may end with 0.
 */
const run = (program: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: 'inherit', env })
    let passed: NodeJS.Signals | undefined
    const pass = (signal: NodeJS.Signals): void => {
      passed = signal
      child.kill(signal)
    }
    for (const signal of forwarded) process.on(signal, pass)
    const settle = (act: () => void): void => {
      for (const signal of forwarded) process.off(signal, pass)
      act()
    }
    child.once('error', (cause) => settle(() => reject(notStarted(program, cause))))
    child.once('exit', (code, signal) => settle(() => resolve(exitCodeOf(code, passed ?? signal))))
  })

const exitCodeOf = (code: number | null, signal: NodeJS.Signals | null): number =>
  signal === null ? (code ?? exitCodes.failed) : 128 + constants.signals[signal]

const notStarted = (program: string, cause: Error): CommandError =>
  new CommandError(`${program}: ${cause.message}`, { hint: installCommand('openssh-client'), cause })
