import { rm } from 'node:fs/promises'
import { certificateFolder, type Command, findMachine, withErrorPrefix, needMachine } from './context.ts'
import { CommandError } from './command-error.ts'

/** `boot2docker save`; like the original, it does nothing when the VM is not running. */
export const save: Command = async ({ config, signal }) => {
  const machine = await needMachine(config)
  const state = await machine.state()
  if (state === 'running' || state === 'paused')
    await withErrorPrefix(`Failed to save machine "${config.VM}"`, () => machine.save(signal))
  return 0
}

/** `boot2docker down`; like the original, it does nothing when the VM is not running. */
export const down: Command = async ({ config, signal }) => {
  const machine = await needMachine(config)
  const state = await machine.state()
  if (state === 'running' || state === 'paused')
    await withErrorPrefix(`Failed to stop machine "${config.VM}"`, () => machine.stop(signal))
  return 0
}

/** `boot2docker poweroff`: forces the VM off. A saved state is lost. */
export const poweroff: Command = async ({ config }) => {
  const machine = await needMachine(config)
  await withErrorPrefix(`Failed to poweroff machine "${config.VM}"`, () => machine.powerOff())
  return 0
}

/** `boot2docker delete`: deletes the VM, its disk and its certificates. */
export const remove: Command = async ({ config }) => {
  const machine = await findMachine(config)
  if (machine === undefined) throw new CommandError(`Machine "${config.VM}" does not exist.`)
  await withErrorPrefix(`Failed to delete machine "${config.VM}"`, () => machine.delete())
  await rm(certificateFolder(config), { recursive: true, force: true })
  return 0
}
