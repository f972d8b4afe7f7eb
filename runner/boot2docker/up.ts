import type { QemuMachine } from '../machines/qemu/index.ts'
import { callingShell } from './calling-shell.ts'
import { missingVariables, prepareClient, shellLines } from './client.ts'
import { coldStartChange, needPossible } from './cold-start.ts'
import { type Command, type Context, explain, withErrorPrefix, needMachine } from './context.ts'
import { needFolders, sharesOf } from './shares.ts'

/** `boot2docker up`: from any state. */
export const up: Command = async (context) => {
  const machine = await needMachine(context.config)
  await withErrorPrefix(`Failed to start machine "${machine.name}"`, () => bringUp(context, machine))
  context.out('\nStarted.\n')
  await sayOtherImage(context)
  const missing = missingVariables(await prepareClient(context, machine), context.env)
  if (Object.keys(missing).length === 0) {
    context.out('\nYour environment variables are already set correctly.\n\n')
    return 0
  }
  context.out('\nTo connect the Docker client to the Docker daemon, please set:\n')
  context.out(shellLines(missing, callingShell(context.env)))
  context.out('\nOr run: `eval "$(boot2docker shellinit)"`\n\n')
  return 0
}

/** A VM keeps the image that it was made with, and with it the version of its engine. */
const sayOtherImage = async ({ config, say }: Context): Promise<void> => {
  const { isAnotherBuilt } = await import('./image.ts')
  if (await isAnotherBuilt(config))
    say('This VM uses another ISO image than the one that was built here last. To use that: boot2docker upgrade\n')
}

/** Starts the VM and waits until it is ready; a cold start takes its settings from the profile and the flags. */
export const bringUp = async (context: Context, machine: QemuMachine): Promise<void> => {
  const { config, out, say, signal } = context
  needPossible(config, await machine.record(), await machine.state())
  out('Waiting for VM and Docker daemon to start...\n')
  const stopDots = showDots(say, config.Waittime)
  try {
    await machine.start({
      signal,
      onProgress: (text) => explain(context, text),
      onHeld: (who) => say(`Another command is working on this VM (${who}). Waiting for it.\n`),
      change: async () => coldStartChange(context, await machine.record()),
    })
  } finally {
    stopDots()
  }
}

/** A dot now and then until it is stopped, which ends their line. */
const showDots = (say: Context['say'], everyMs: number): (() => void) => {
  let shown = false
  const dots = setInterval(
    () => {
      shown = true
      say('.')
    },
    Math.max(everyMs, 50),
  )
  return () => {
    clearInterval(dots)
    if (shown) say('\n')
  }
}

/** Brings up a VM as it is, in order to do something else with it: the flags are for what follows. */
const wake = (context: Context, machine: QemuMachine): Promise<void> =>
  bringUp({ ...context, config: { ...context.config, given: {} } }, machine)

/** `boot2docker restart`. */
export const restart: Command = async (context) => {
  const machine = await needMachine(context.config)
  await withErrorPrefix(`Failed to restart machine "${machine.name}"`, async () => {
    const state = await machine.state()
    // Before anything is stopped.
    needPossible(context.config, await machine.record(), 'poweroff')
    await needFolders(sharesOf(context.config))
    if (state === 'saved') await wake(context, machine)
    if (state !== 'poweroff' && state !== 'aborted') await machine.stop(context.signal)
    await bringUp(context, machine)
  })
  context.out('\nStarted.\n')
  return 0
}

/** `boot2docker reset`: resets the VM like the reset button. */
export const reset: Command = async (context) => {
  const machine = await needMachine(context.config)
  await withErrorPrefix(`Failed to reset machine "${machine.name}"`, async () => {
    needPossible(context.config, await machine.record(), await machine.state())
    if (['paused', 'saved'].includes(await machine.state())) await wake(context, machine)
    await machine.reset()
    await bringUp(context, machine)
  })
  return 0
}

/** `boot2docker upgrade`: a newer ISO for the same disk. */
export const upgrade: Command = async (context) => {
  const { download } = await import('./download.ts')
  const machine = await needMachine(context.config)
  const wasRunning = (await machine.state()) === 'running'
  context.say('boot2docker itself comes with Shipshape; only the ISO image is looked at here.\n')
  if (wasRunning) await withErrorPrefix(`Failed to stop machine "${machine.name}"`, () => machine.stop(context.signal))
  await download(context)
  return wasRunning ? up(context) : 0
}
