import { rm } from 'node:fs/promises'
import { RunnerError } from '../../errors.ts'
import type { Forward, Machine, MachineState } from '../machine.ts'
import { sshExec } from '../ssh.ts'
import { createFiles, type CreateOptions } from './create.ts'
import { sshDoor } from './doors.ts'
import { type MachineFiles, machineFiles } from './files.ts'
import { addForward, removeForward } from './forwards.ts'
import { asRoot } from './guest.ts'
import { type MachineRecord, readRecord } from './record.ts'
import { startMachine, type StartOptions } from './start.ts'
import { stateOf, withQmp } from './state.ts'
import { pullPlug, saveMachine, stopByButton } from './stop.ts'

export type { CreateOptions } from './create.ts'
export type { Accelerator, Architecture, BootImage, MachineRecord } from './record.ts'
export { type MachineFiles, machineFiles } from './files.ts'

/** A machine behind QEMU, with what only QEMU's has. */
export interface QemuMachine extends Machine {
  readonly files: MachineFiles
  readonly record: () => Promise<MachineRecord>
}

/** Makes a machine in a folder of its own; see createFiles for errors. */
export const createMachine = async (folder: string, options: CreateOptions): Promise<QemuMachine> => {
  const files = machineFiles(folder)
  await createFiles(files, options)
  return machineIn(files, options.spec.name)
}

/** undefined when there is no machine in the folder. */
export const openMachine = async (folder: string): Promise<QemuMachine | undefined> => {
  const files = machineFiles(folder)
  const record = await readRecord(files)
  return record === undefined ? undefined : machineIn(files, record.spec.name)
}

const machineIn = (files: MachineFiles, name: string): QemuMachine => {
  const record = async (): Promise<MachineRecord> => {
    const found = await readRecord(files)
    if (found === undefined) throw new RunnerError('broken', `The machine “${name}” is gone.`, { hint: 'boot2docker init' })
    return found
  }
  return {
    name,
    files,
    record,
    state: () => stateOf(files),
    start: async (options: StartOptions) => startMachine(files, await record(), options),
    save: async (signal) => saveMachine(files, await record(), signal),
    stop: (signal) => stopByButton(files, signal),
    powerOff: async () => pullPlug(files, await record()),
    reset: () => withQmp(files, (qmp) => qmp.reset()),
    delete: async () => {
      if (isAlive(await stateOf(files).catch(() => 'running' as const))) await pullPlug(files, await record())
      await rm(files.folder, { recursive: true, force: true })
    },
    address: async () => {
      const answer = await asRoot(files, await record(), 'ip -4 -o address show dev eth1', AbortSignal.timeout(20_000))
      return /inet ([\d.]+)\//.exec(answer.stdout)?.[1]
    },
    exec: async (command, { user, signal }) => sshExec(await sshDoor(files, await record(), user), command, signal),
    forwards: async () => (await record()).spec.forwards,
    addForward: async (forward: Forward) => addForward(files, await record(), forward),
    removeForward: async (rule: string) => removeForward(files, await record(), rule),
  }
}

const isAlive = (state: MachineState): boolean => state === 'running' || state === 'paused'
