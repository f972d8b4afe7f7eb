import { rm } from 'node:fs/promises'
import { certificateFolder, type Command, findMachine, inWords, needMachine } from './context.ts'
import { CommandError } from './command-error.ts'

/** `boot2docker save`; a machine that does not run is left as it is, as by the original. */
export const save: Command = async ({ config, signal }) => {
  const machine = await needMachine(config)
  const state = await machine.state()
  if (state === 'running' || state === 'paused')
    await inWords(`Failed to save machine "${config.VM}"`, () => machine.save(signal))
  return 0
}

/** `boot2docker down`; a machine that does not run is left as it is, as by the original. */
export const down: Command = async ({ config, signal }) => {
  const machine = await needMachine(config)
  const state = await machine.state()
  if (state === 'running' || state === 'paused')
    await inWords(`Failed to stop machine "${config.VM}"`, () => machine.stop(signal))
  return 0
}

/** `boot2docker poweroff`: as pulling the plug. A saved state is lost. */
export const poweroff: Command = async ({ config }) => {
  const machine = await needMachine(config)
  await inWords(`Failed to poweroff machine "${config.VM}"`, () => machine.powerOff())
  return 0
}

/** `boot2docker delete`: the machine, its disk and its certificates. */
export const remove: Command = async ({ config }) => {
  const machine = await findMachine(config)
  if (machine === undefined) throw new CommandError(`Machine "${config.VM}" does not exist.`)
  await inWords(`Failed to delete machine "${config.VM}"`, () => machine.delete())
  await rm(certificateFolder(config), { recursive: true, force: true })
  return 0
}
