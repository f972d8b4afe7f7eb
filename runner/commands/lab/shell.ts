import { mkdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { processSpaceOf } from '../../host/linux-files.ts'
import { startProgram } from '../../host/long-program.ts'
import { processes } from '../../host/processes/index.ts'
import { findNamespace, openNamespace, reapNamespace, type Namespace } from '../../lab/network/index.ts'
import { stateDir } from '../../paths.ts'
import { hubAnswers } from '../../targets/lab/hub.ts'
import { serveImages } from '../../targets/lab/images.ts'
import { makePrograms } from '../../targets/lab/environment.ts'
import { exitCodes } from '../../setup/exit-codes.mjs'

const folder = (): string => join(stateDir(), 'shell')
const say = (text: string): void => void process.stderr.write(`${text}\n`)

/** A shell, or one command, in the lab's network, with the person's own home. Answers its exit code. */
export const enterLab = async (command: readonly string[]): Promise<number> => {
  const bin = join(folder(), 'bin')
  await mkdir(bin, { recursive: true, mode: 0o700 })
  await makePrograms(bin)
  const namespace = (await findNamespace(join(folder(), 'namespace'))) ?? (await open())
  const words = command.length > 0 ? command : [process.env['SHELL'] ?? '/bin/bash']
  if (command.length === 0)
    say('In the lab’s network: “boot2docker init” makes a machine. “exit” leaves; a machine goes on running.')
  const [file = '', ...args] = [...namespace.prefix, 'env', `--chdir=${process.cwd()}`, ...words]
  const { exitCode } = await startProgram(file, args, {
    stdio: 'inherit',
    reject: false,
    env: { PATH: [bin, process.env['PATH']].join(delimiter) },
  })
  await closeWhenIdle(namespace)
  return exitCode ?? exitCodes.broken
}

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
  const space = processSpaceOf(holderPid)
  return processes
    .list()
    .some(({ pid, words }) => words[0]?.startsWith('qemu-system-') === true && processSpaceOf(pid) === space)
}

/** Ends the lab's network and all in it; nothing when there is none. */
export const stopLab = async (): Promise<void> => {
  say(
    (await reapNamespace(join(folder(), 'namespace')))
      ? 'The lab’s network and everything in it have ended.'
      : 'There is no lab shell open.',
  )
}
