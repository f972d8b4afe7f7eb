import { rm } from 'node:fs/promises'
import { RunnerError } from '../../errors.ts'
import type { Forward, Machine, MachineState } from '../machine.ts'
import { sshExec } from '../ssh.ts'
import { createFiles, type CreateOptions } from './create.ts'
import { sshEndpoint } from './endpoints.ts'
import { type MachineFiles, machineFiles } from './files.ts'
import { addForward, removeForward } from './forwards.ts'
import { asRoot } from './guest.ts'
import { exclusively } from './lock.ts'
import { type MachineRecord, readRecord } from './record.ts'
import { startMachine, type StartOptions } from './start.ts'
import { stateOf, withQmp } from './state.ts'
import { forcePowerOff, saveMachine, saveTemplate, stopByButton } from './stop.ts'

export type { CreateOptions } from './create.ts'
export type { Accelerator, Architecture, BootImage, MachineRecord } from './record.ts'
export { type MachineFiles, machineFiles } from './files.ts'
export type { ColdStartChange } from './start.ts'
export { cloneMachine } from './clone.ts'
export { qemuVersion } from './process.ts'
export { finishRestore, launchSaved } from './start.ts'

/** A VM of QEMU, with methods that only QEMU offers. */
export interface QemuMachine extends Machine {
  readonly files: MachineFiles
  readonly record: () => Promise<MachineRecord>
  readonly start: (options: StartOptions) => Promise<void>
  /** Like `save`, for cloneMachine; needs a cold start with `ram`. RunnerError('blocked') where QEMU cannot. */
  readonly saveTemplate: (signal: AbortSignal) => Promise<void>
}

/** Creates a VM in a new folder; see createFiles for errors. */
export const createMachine = async (folder: string, options: CreateOptions): Promise<QemuMachine> => {
  const files = machineFiles(folder)
  await exclusively(files, () => createFiles(files, options), { signal: options.signal })
  return machineIn(files, options.spec.name)
}

/** undefined when there is no VM in the folder. */
export const openMachine = async (folder: string): Promise<QemuMachine | undefined> => {
  const files = machineFiles(folder)
  const record = await readRecord(files)
  return record === undefined ? undefined : machineIn(files, record.spec.name)
}

const machineIn = (files: MachineFiles, name: string): QemuMachine => {
  const record = async (): Promise<MachineRecord> => {
    const found = await readRecord(files)
    if (found === undefined)
      throw new RunnerError('broken', `The VM “${name}” no longer exists.`, { hint: 'boot2docker init' })
    return found
  }
  return {
    name,
    files,
    record,
    state: () => stateOf(files),
    start: (options: StartOptions) =>
      exclusively(files, async () => startMachine(files, await record(), options), options),
    save: (signal) => exclusively(files, async () => saveMachine(files, await record(), signal), { signal }),
    saveTemplate: (signal) => exclusively(files, async () => saveTemplate(files, await record(), signal), { signal }),
    stop: (signal) => exclusively(files, () => stopByButton(files, signal), { signal }),
    // Takes no lock, so that it works when everything else hangs.
    powerOff: async () => forcePowerOff(files, await record()),
    reset: () => withQmp(files, (qmp) => qmp.reset()),
    delete: async () => {
      if (isAlive(await stateOf(files).catch(() => 'running' as const))) await forcePowerOff(files, await record())
      await rm(files.folder, { recursive: true, force: true })
    },
    address: async () => {
      const answer = await asRoot(files, await record(), 'ip -4 -o address show dev eth1', AbortSignal.timeout(20_000))
      return /inet ([\d.]+)\//.exec(answer.stdout)?.[1]
    },
    exec: async (command, { user, signal }) => sshExec(await sshEndpoint(files, await record(), user), command, signal),
    forwards: async () => (await record()).spec.forwards,
    addForward: (forward: Forward) => exclusively(files, async () => addForward(files, await record(), forward)),
    removeForward: (rule: string) => exclusively(files, async () => removeForward(files, await record(), rule)),
  }
}

const isAlive = (state: MachineState): boolean => state === 'running' || state === 'paused'
