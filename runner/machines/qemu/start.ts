import { access, rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { RunnerError } from '../../errors.ts'
import type { MachineSpec, MachineState, OnProgress } from '../machine.ts'
import { sshGreets, SshUnreachable } from '../ssh.ts'
import { chooseAccelerator } from './accelerator.ts'
import { diskNode } from './arguments.ts'
import { revertDisk } from './disk.ts'
import { needOwnDisk } from './disk-header.ts'
import { sshEndpoint } from './endpoints.ts'
import type { MachineFiles } from './files.ts'
import { prepareGuest } from './guest.ts'
import { closeHostNetwork, openHostNetwork } from './host-network.ts'
import { launch, network, savedSnapshot } from './launch.ts'
import { adviceForStart, needFreePorts } from './ports.ts'
import { qemuVersion, removeTraces, type StartedQemu } from './process.ts'
import { type Readiness, waitUntilReady } from './readiness.ts'
import { type Accelerator, type BootImage, changeRecord, type MachineRecord } from './record.ts'
import { stateOf, withQmp } from './state.ts'

export interface StartOptions {
  readonly onProgress: OnProgress
  readonly signal: AbortSignal
  /** The file for the RAM of a cold start, from which a template is made. */
  readonly ram?: string
  /** Changes the VM for a cold start, and is asked for only then. It stays as it was when the start fails. */
  readonly change?: () => Promise<ColdStartChange>
  /** Called once when the start waits for another process that works on the VM, with its description. */
  readonly onHeld?: (who: string) => void
}

/** What only a VM that is off can get. */
export interface ColdStartChange {
  readonly image?: BootImage
  readonly spec?: Partial<Pick<MachineSpec, 'shares' | 'memoryMegabytes' | 'cpus' | 'forwards'>>
}

/** Starts the VM from any state, until its ssh answers and its engine answers over TLS. */
export const startMachine = async (
  files: MachineFiles,
  record: MachineRecord,
  options: StartOptions,
): Promise<void> => {
  const state = await stateOf(files)
  switch (state) {
    case 'paused':
      await withQmp(files, (qmp) => qmp.resume())
      await joinRunning(files, record, options)
      return
    case 'running':
      await joinRunning(files, record, options)
      return
    case 'saved':
      await startFrom(state, files, record, options)
      return
    case 'aborted':
    case 'poweroff':
      await startChanged(state, files, record, options)
  }
}

const startChanged = async (
  state: 'aborted' | 'poweroff',
  files: MachineFiles,
  record: MachineRecord,
  options: StartOptions,
): Promise<void> => {
  const change = await options.change?.()
  if (change === undefined) return startFrom(state, files, record, options)
  const { image, spec } = record
  const next = await changeRecord(files, { image: change.image ?? image, spec: { ...spec, ...change.spec } })
  try {
    await startFrom(state, files, next, options)
  } catch (error) {
    await changeRecord(files, { image, spec })
    throw error
  }
}

/**
 * Waits for a VM that another process started; it may still be booting. Its clock may have stopped while the computer
 * slept, and with a wrong clock its engine refuses every certificate, so it is set while the engine is awaited.
 */
const joinRunning = async (files: MachineFiles, record: MachineRecord, { signal }: StartOptions): Promise<void> => {
  const watch = new AbortController()
  const ended = untilGone(files, AbortSignal.any([signal, watch.signal]))
  const [answers, prepare] = [sshOf(files, record), preparing(files, record)]
  // In this order: what is typed on the console of a booting guest would be run later, with the time of now.
  const greet: Readiness['greet'] = async (stop) => (await answers(stop)) && (await prepare(stop))
  try {
    // Its console does not show how far it is: a restored guest prints nothing there.
    await waitUntilReady({ files, record, ended, signal, restored: true, greet })
  } finally {
    watch.abort()
  }
}

const untilGone = async (files: MachineFiles, signal: AbortSignal): Promise<string> => {
  while (!signal.aborted && (await stateOf(files)) === 'running')
    await pause(2_000, undefined, { signal }).catch(() => undefined)
  return signal.aborted ? new Promise<string>(() => undefined) : ''
}

const startFrom = async (
  before: Extract<MachineState, 'saved' | 'aborted' | 'poweroff'>,
  files: MachineFiles,
  record: MachineRecord,
  options: StartOptions,
): Promise<void> => {
  const { signal, ram } = options
  const restored = before === 'saved'
  await needImage(record, before)
  await needOwnDisk(files.disk)
  await needFreePorts(record.spec.forwards, adviceForStart)
  await removeTraces(files)
  await rm(files.serialLog, { force: true }) // A message about this start must not show the console of an earlier one.
  const accelerator = await openNetworkAndChoose(before, record, options)
  signal.throwIfAborted()
  const running = await changeRecord(files, { left: 'running', accelerator })
  let qemu: StartedQemu | undefined
  try {
    qemu = await launch({ files, record: running, accelerator, restored, ...(ram === undefined ? {} : { ram }) })
    await comeUp(files, running, qemu, signal, restored)
  } catch (error) {
    await giveUp(qemu, files, running, restored)
    throw error
  }
  if (restored) await forgetSaved(files, running)
}

/**
 * The first half of a restore, which may be done from outside the namespace that `prefix` enters: a saved VM runs
 * again, but whether it answers is not checked.
 */
export const launchSaved = async (files: MachineFiles, prefix: readonly string[]): Promise<StartedQemu> => {
  const record = await changeRecord(files, { left: 'running' })
  if (record.accelerator === undefined)
    throw new RunnerError('broken', 'The VM was never started.', { hint: 'boot2docker up' })
  await needOwnDisk(files.disk)
  if (network === 'tap') await openHostNetwork(record.spec.hostOnly, prefix)
  return launch({ files, record, accelerator: record.accelerator, restored: true, prefix })
}

/** The second half, inside the namespace: waits until the guest answers, sets its clock and mounts its folders. */
export const finishRestore = async (files: MachineFiles, record: MachineRecord, signal: AbortSignal): Promise<void> => {
  await waitUntilReady({
    files,
    record,
    ended: new Promise(() => undefined),
    signal,
    restored: true,
    greet: preparing(files, record),
  })
  await forgetSaved(files, record)
}

/** Deletes the state that it was restored from, which is out of date from now on. */
const forgetSaved = async (files: MachineFiles, { memory }: MachineRecord): Promise<void> => {
  await Promise.all([
    withQmp(files, (qmp) => qmp.deleteSnapshot(savedSnapshot, diskNode)),
    ...(memory?.kind === 'file' ? [files.memory, files.memoryPages].map((path) => rm(path, { force: true })) : []),
  ])
}

const openNetworkAndChoose = async (
  before: MachineState,
  record: MachineRecord,
  options: StartOptions,
): Promise<Accelerator> => {
  const [accelerator] = await Promise.all([
    before === 'saved' && record.accelerator !== undefined ? record.accelerator : choose(record, options),
    network === 'tap' ? openHostNetwork(record.spec.hostOnly) : undefined,
  ])
  return accelerator
}

const choose = async (record: MachineRecord, { signal, onProgress }: StartOptions): Promise<Accelerator> => {
  const version = await qemuVersion(record.architecture)
  const { accelerator, because } = await chooseAccelerator(record.image, record.architecture, version, { signal })
  onProgress(`QEMU ${version}, ${accelerator}${because === undefined ? '' : `: ${because}`}`)
  return accelerator
}

const comeUp = async (
  files: MachineFiles,
  record: MachineRecord,
  qemu: StartedQemu,
  signal: AbortSignal,
  restored: boolean,
): Promise<void> => {
  // A restored guest is reachable at once, so its clock is set while its engine is awaited.
  const greet = restored ? preparing(files, record) : sshOf(files, record)
  await waitUntilReady({ files, record, ended: qemu.ended, signal, restored, greet })
  if (!restored) await prepareGuest(files, record, { restored, signal })
}

const sshOf =
  (files: MachineFiles, record: MachineRecord): Readiness['greet'] =>
  async (signal) =>
    sshGreets(await sshEndpoint(files, record, 'root'), signal)

const preparing =
  (files: MachineFiles, record: MachineRecord): Readiness['greet'] =>
  async (signal) => {
    try {
      await prepareGuest(files, record, { restored: true, signal })
      return true
    } catch (error) {
      if (error instanceof SshUnreachable) return false
      throw error
    }
  }

/** Cleans up a failed start: no process or interface is left; a saved VM is still saved, with its disk unchanged. */
const giveUp = async (
  qemu: StartedQemu | undefined,
  files: MachineFiles,
  { memory }: MachineRecord,
  restored: boolean,
): Promise<void> => {
  qemu?.kill()
  await qemu?.ended
  if (restored && memory !== undefined) await revertDisk(files.disk, savedSnapshot)
  await Promise.all([
    removeTraces(files),
    changeRecord(files, { left: restored ? 'saved' : 'poweroff' }),
    closeNetwork(),
  ])
}

/** Removes the host's interface of the host-only network with the VM. */
export const closeNetwork = async (): Promise<void> => {
  if (network === 'tap') await closeHostNetwork()
}

const needImage = async ({ image: { kernel, initrd, root } }: MachineRecord, before: MachineState): Promise<void> => {
  for (const path of [kernel, initrd, root]) {
    await access(path).catch((cause: unknown) => {
      // Only a cold start can boot other files.
      const hint = before === 'saved' ? 'boot2docker poweroff && boot2docker up' : 'boot2docker download'
      throw new RunnerError('broken', `The files that the VM boots from are missing: ${path}.`, { hint, cause })
    })
  }
}
