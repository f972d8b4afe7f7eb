import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { findNamespace, openNamespace, reapNamespace, type Namespace } from '../../lab/network/index.ts'
import { stateDir } from '../../paths.ts'
import { hubAnswers } from '../../targets/lab/hub.ts'
import { serveImages } from '../../targets/lab/images.ts'
import { makePrograms } from '../../targets/lab/environment.ts'
import { placeReadyMachine, withReadyMachine } from './ready-machine.ts'
import { exitCodes } from '../../setup/exit-codes.mjs'

const folder = (): string => join(stateDir(), 'shell')
const say = (text: string): void => void process.stderr.write(`${text}\n`)

export interface EnterOptions {
  /** A shell when it is empty. */
  readonly command: readonly string[]
  /** Begin with the VM that was prepared: its engine answers at once. */
  readonly ready: boolean
}

/** A shell, or one command, in the lab's network, with the person's own home. Answers its exit code. */
export const enterLab = async ({ command, ready }: EnterOptions): Promise<number> => {
  if (ready) await placeReadyMachine()
  const bin = join(folder(), 'bin')
  await mkdir(bin, { recursive: true, mode: 0o700 })
  await makePrograms(bin)
  const namespace = (await findNamespace(join(folder(), 'namespace'))) ?? (await open())
  const words = command.length > 0 ? command : [process.env['SHELL'] ?? '/bin/bash']
  if (command.length === 0) say(welcome(ready))
  const [file = '', ...args] = [
    ...namespace.prefix,
    'env',
    `--chdir=${process.cwd()}`,
    ...(ready ? withReadyMachine(words) : words),
  ]
  const { exitCode } = await execa(file, args, {
    stdio: 'inherit',
    reject: false,
    env: { PATH: [bin, process.env['PATH']].join(delimiter) },
  })
  await closeWhenIdle(namespace)
  return exitCode ?? exitCodes.broken
}

const welcome = (ready: boolean): string =>
  `In the lab’s network: ${ready ? 'the VM is started' : '“boot2docker init” makes a VM'}. “exit” leaves; a VM goes on running.`

const open = async (): Promise<Namespace> => {
  const signal = new AbortController().signal
  const isOnline = await hubAnswers(signal)
  const namespace = await openNamespace({
    folder: join(folder(), 'namespace'),
    uplink: isOnline ? 'slirp4netns' : 'none',
  })
  if (!isOnline)
    await serveImages({ prefix: namespace.prefix, folder: folder(), onProgress: ({ en }) => say(en), signal })
  return namespace
}

/** A machine that runs is what the person left on purpose; without one nothing has to stay. */
const closeWhenIdle = async (namespace: Namespace): Promise<void> => {
  if (!holdsMachine(namespace.holderPid)) return namespace.close()
  say('The machine goes on running. Come back with “npx shipshape lab shell”; end it with “npx shipshape lab stop”.')
}

const holdsMachine = (holderPid: number): boolean => {
  const space = read(() => readlinkSync(`/proc/${holderPid}/ns/pid`))
  return readdirSync('/proc').some(
    (pid) =>
      read(() => readlinkSync(`/proc/${pid}/ns/pid`)) === space &&
      read(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.startsWith('qemu-system-'),
  )
}

/** undefined when the process has ended, or was none. */
const read = (look: () => string): string | undefined => {
  try {
    return look()
  } catch {
    return undefined
  }
}

/** Ends the lab's network and all in it; nothing when there is none. */
export const stopLab = async (): Promise<void> => {
  say(
    (await reapNamespace(join(folder(), 'namespace')))
      ? 'The lab’s network and everything in it have ended.'
      : 'There is no lab shell open.',
  )
}
