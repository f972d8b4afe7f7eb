import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { RunnerError } from '../../errors.ts'
import { stampOf } from '../stamp.ts'
import { diskNode, ramName } from './arguments.ts'
import { deleteDiskSnapshot, needFreeDisk } from './disk.ts'
import type { MachineFiles } from './files.ts'
import { prepareGuest, shareInUse, unmountShares } from './guest.ts'
import { network, savedSnapshot } from './launch.ts'
import { makeMappable } from './memory-file.ts'
import { killQemu, removeTraces } from './process.ts'
import { openQmp, type Qmp, type StateKind } from './qmp.ts'
import { changeRecord, type MachineRecord, readRecord, type SavedMemory } from './record.ts'
import { closeNetwork } from './start.ts'
import { notRunning, stateOf, withQmp } from './state.ts'

const shutDownMs = 90_000
const pressAgainMs = 10_000
const mebibyte = 1 << 20

const cleanUp = async (files: MachineFiles, left: 'poweroff' | 'saved'): Promise<void> => {
  await Promise.all([changeRecord(files, { left }), removeTraces(files), closeNetwork()])
}

/**
 * Presses the power button every 10 s. RunnerError('broken') when the guest still runs after 90 s. A saved VM stays
 * saved, and one that was killed is still reported as aborted.
 */
export const stopByButton = async (files: MachineFiles, signal: AbortSignal): Promise<void> => {
  const qmp = await openQmp(files.socket)
  if (qmp !== undefined) {
    await using conversation = qmp
    await press(conversation, signal)
  } else if ((await stateOf(files)) !== 'poweroff') return
  await cleanUp(files, 'poweroff')
}

const press = async (qmp: Qmp, signal: AbortSignal): Promise<void> => {
  if ((await qmp.status()) === 'paused') await qmp.resume() // A paused guest does not see the button.
  for (const deadline = Date.now() + shutDownMs; Date.now() < deadline;) {
    // It may end meanwhile.
    await qmp.pressPower().catch(() => undefined)
    const stop = new AbortController()
    const wait = pause(pressAgainMs, 'pressed in vain' as const, { signal: AbortSignal.any([signal, stop.signal]) })
    const outcome = await Promise.race([qmp.ended.then(() => 'ended' as const), wait]).finally(() => {
      stop.abort()
      wait.catch(() => undefined)
    })
    if (outcome === 'ended') return
  }
  throw new RunnerError('broken', 'timed out waiting for VM to stop', {
    hint: 'boot2docker poweroff',
    state: 'The VM still runs.',
  })
}

/** Forces the VM off; a QEMU that hangs is killed. A saved state is deleted. */
export const forcePowerOff = async (files: MachineFiles, record: MachineRecord): Promise<void> => {
  try {
    await using qmp = await openQmp(files.socket)
    await qmp?.quit()
  } catch {
    killQemu(record.uuid)
  }
  if (record.left === 'saved') await forgetMemory(files)
  await cleanUp(files, 'poweroff')
}

const forgetMemory = async (files: MachineFiles): Promise<void> => {
  await Promise.all([files.memory, files.memoryPages].map((path) => rm(path, { force: true })))
  await deleteDiskSnapshot(files.disk, savedSnapshot).catch(ignoreProblem) // The next start reports a damaged disk.
}

const ignoreProblem = (error: unknown): void => {
  if (!(error instanceof RunnerError)) throw error
}

/** Saves memory, devices and disk into the VM's folder, then ends QEMU. */
export const saveMachine = (files: MachineFiles, record: MachineRecord, signal: AbortSignal): Promise<void> =>
  saveBy(files, record, signal, async (qmp) => {
    const kinds = network === 'tap' ? await qmp.stateKinds() : []
    if (!kinds.includes('everything')) {
      await qmp.saveSnapshot(savedSnapshot, diskNode)
      return undefined
    }
    await writeState(qmp, files.memory, 'everything')
    const mapped = await makeMappable(
      files.memory,
      files.memoryPages,
      ramName(record.architecture),
      record.spec.memoryMegabytes * mebibyte,
    )
    return { kind: 'file', ...(mapped === undefined ? {} : { mapped }) }
  })

/**
 * Like a save, for a VM that was started with its RAM in `files.ram`: it can be cloned. RunnerError
 * ('blocked') when this QEMU cannot do it; the VM keeps running then.
 */
export const saveTemplate = (files: MachineFiles, record: MachineRecord, signal: AbortSignal): Promise<void> =>
  saveBy(files, record, signal, async (qmp) => {
    if (!(await qmp.stateKinds()).includes('devices')) {
      throw new RunnerError('blocked', 'This QEMU cannot save a state without the RAM.', {
        hint: 'Install QEMU 8.2 or newer.',
      })
    }
    await writeState(qmp, files.state, 'devices')
    const [ram = '', state = ''] = await Promise.all([stampOf(files.ram), stampOf(files.state)])
    return { kind: 'template', folder: files.folder, ram, state }
  })

/** Snapshots the disk at the same moment, so that a failed start can restore it. */
const writeState = async (qmp: Qmp, file: string, kind: StateKind): Promise<void> => {
  await qmp.pause()
  try {
    await qmp.snapshotDisk(savedSnapshot, diskNode)
    await qmp.writeState(file, kind)
  } catch (error) {
    await qmp.deleteSnapshot(savedSnapshot, diskNode).catch(() => undefined)
    await qmp.resume()
    throw error
  }
}

type WriteMemory = (qmp: Qmp) => Promise<SavedMemory | undefined>

const saveBy = async (
  files: MachineFiles,
  record: MachineRecord,
  signal: AbortSignal,
  write: WriteMemory,
): Promise<void> => {
  const state = await stateOf(files)
  if (state !== 'running' && state !== 'paused') throw notRunning()
  await needFreeDisk(files.folder, record.spec.memoryMegabytes)
  try {
    await unmountShares(files, record, signal)
    await withQmp(files, async (qmp) => {
      if ((await qmp.saveBlockers()).length > 0) throw shareInUse({ path: record.spec.shares[0]?.path ?? '' }, [])
      const memory = await write(qmp)
      // From here on a start restores this state; what the guest does until it ends is lost.
      await changeRecord(files, { left: 'saved', memory })
      await qmp.quit()
    })
  } catch (error) {
    if ((await readRecord(files))?.left === 'running') await prepareGuest(files, record, { restored: false, signal })
    throw error
  }
  await cleanUp(files, 'saved')
}
