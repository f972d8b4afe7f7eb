import { mkdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { processSpaceOf } from '../../host/linux-files.ts'
import { startProgram } from '../../host/long-program.ts'
import { processes } from '../../host/processes/index.ts'
import { findNamespace, openNamespace, reapNamespace, type Namespace } from '../../lab/network/index.ts'
import { findClient } from '../../lab/client/index.ts'
import { cacheDir, stateDir } from '../../paths.ts'
import { hubAnswers } from '../../targets/lab/hub.ts'
import { serveImages } from '../../targets/lab/images.ts'
import { linkPlugins, makePrograms } from '../../targets/lab/environment.ts'
import { enterShared } from './open-shells.ts'
import { placeReadyMachine, withReadyMachine } from './ready-machine.ts'
import { say } from '../say.ts'
import { exitCodes } from '../../setup/exit-codes.mjs'

const folder = (): string => join(stateDir(), 'shell')

export interface EnterOptions {
  /** A shell when it is empty. */
  readonly command: readonly string[]
  /** Begin with the VM that was prepared: its engine answers at once. */
  readonly ready: boolean
}

/**
 * Runs a shell, or one command, in the lab's network, with the user's own home and the lab's Docker client. Returns its
 * exit code.
 */
export const enterLab = async ({ command, ready }: EnterOptions): Promise<number> => {
  if (ready) await placeReadyMachine()
  const bin = join(folder(), 'bin')
  await mkdir(bin, { recursive: true, mode: 0o700 })
  const client = await findClient({ cache: cacheDir() })
  await makePrograms(bin, { client })
  // Not the user's own settings: their contexts name engines that are hidden in the lab.
  const settings = join(folder(), 'docker')
  await linkPlugins(settings, client)
  const findOrOpen = async (): Promise<Namespace> => (await findNamespace(join(folder(), 'namespace'))) ?? open()
  const { shared: namespace, leave } = await enterShared(join(folder(), 'shells'), findOrOpen)
  const words = command.length > 0 ? command : [process.env['SHELL'] ?? '/bin/bash']
  if (command.length === 0) say(welcome(ready))
  const [file = '', ...args] = [
    ...namespace.prefix,
    'env',
    `--chdir=${process.cwd()}`,
    ...(ready ? withReadyMachine(words) : words),
  ]
  const { exitCode } = await startProgram(file, args, {
    stdio: 'inherit',
    reject: false,
    env: { PATH: [bin, process.env['PATH']].join(delimiter), DOCKER_CONFIG: settings },
  })
  await leave(() => closeWhenIdle(namespace))
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

/** Keeps the network while a VM runs in it. */
const closeWhenIdle = async (namespace: Namespace): Promise<void> => {
  if (!holdsMachine(namespace.holderPid)) return namespace.close()
  say('The VM keeps running. Return to it with “npx shipshape lab shell”; stop it with “npx shipshape lab stop”.')
}

const holdsMachine = (holderPid: number): boolean => {
  const space = processSpaceOf(holderPid)
  return processes
    .list()
    .some(({ pid, words }) => words[0]?.startsWith('qemu-system-') === true && processSpaceOf(pid) === space)
}

/** Ends the lab's network and every process in it; does nothing when there is none. */
export const stopLab = async (): Promise<void> => {
  say(
    (await reapNamespace(join(folder(), 'namespace')))
      ? 'The lab’s network was removed, and every process in it was ended.'
      : 'No lab shell is open.',
  )
}
