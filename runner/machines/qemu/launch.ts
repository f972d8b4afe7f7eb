import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { RunnerError } from '../../errors.ts'
import { stampOf } from '../stamp.ts'
import { machineArguments, type Origin, qemuProgram } from './arguments.ts'
import { type MachineFiles, machineFiles } from './files.ts'
import { isSamePage, makeReadable, type MappedRam, pageBytes } from './memory-file.ts'
import { type StartedQemu, startQemu } from './process.ts'
import { openQmp, type Qmp, type StateKind } from './qmp.ts'
import type { Accelerator, MachineRecord, TemplateMemory } from './record.ts'

/** The snapshot that “save” makes and a start deletes. */
export const savedSnapshot = 'saved'

/** NAT and a host-only network on Linux; NAT only elsewhere. */
export const network = process.platform === 'linux' ? 'tap' : 'none'

const socketPollMs = 3

export interface Launch {
  readonly files: MachineFiles
  readonly record: MachineRecord
  readonly accelerator: Accelerator
  /** Restores a saved VM. */
  readonly restored: boolean
  /** The file for the RAM of a booting guest. */
  readonly ram?: string
  /** A prefix that starts QEMU elsewhere: `nsenter …`. */
  readonly prefix?: readonly string[]
}

/**
 * Starts QEMU; resolves once the guest's processors run. RunnerError('broken') when a file of its memory is missing, is
 * not the expected one, or cannot be read; then no QEMU is left behind.
 */
export const launch = async (plan: Launch): Promise<StartedQemu> => {
  const qemu = await tryLaunch(plan)
  if (qemu !== 'not mapped') return qemu
  // Another QEMU may reject the empty bitmap; every version reads the full one.
  const { files, record } = plan
  await makeReadable(files.memory, files.memoryPages)
  const again = await tryLaunch({ ...plan, record: { ...record, memory: { kind: 'file' } } })
  if (again === 'not mapped') throw new Error('RAM that is read must not be mapped')
  return again
}

const tryLaunch = async (plan: Launch): Promise<StartedQemu | 'not mapped'> => {
  const { files, record, accelerator, prefix = [] } = plan
  const origin = await originOf(plan)
  const program = [
    ...(prefix.length === 0 ? [] : [...prefix, 'env', `--chdir=${files.folder}`]),
    qemuProgram(record.architecture),
  ]
  const qemu = startQemu(files, program, machineArguments(record, accelerator, network, origin))
  try {
    if ((origin.from !== 'state' && origin.from !== 'template') || (await readState(files, record, qemu))) return qemu
    qemu.kill()
    await qemu.ended
    return 'not mapped'
  } catch (error) {
    qemu.kill()
    const complaint = await qemu.ended
    if (complaint === '' || !(error instanceof RunnerError)) throw error
    throw new RunnerError('broken', `${error.message} QEMU said: ${complaint}`, { hint: error.hint, cause: error })
  }
}

const originOf = async ({ record, restored, ram }: Launch): Promise<Origin> => {
  if (!restored) return { from: 'boot', ...(ram === undefined ? {} : { ram }) }
  switch (record.memory?.kind) {
    case undefined:
      return { from: 'snapshot', name: savedSnapshot }
    case 'file':
      return record.memory.mapped === undefined
        ? { from: 'state' }
        : { from: 'template', ram: 'memory.bin', offset: record.memory.mapped.offset }
    case 'template':
      await needTemplate(record.memory)
      return { from: 'template', ram: machineFiles(record.memory.folder).ram }
  }
}

/** With different RAM the guest would crash or, worse, continue. */
const needTemplate = async ({ folder, ram, state }: TemplateMemory): Promise<void> => {
  const files = machineFiles(folder)
  const found = await Promise.all([stampOf(files.ram), stampOf(files.state)])
  if (found[0] === ram && found[1] === state) return
  throw new RunnerError('broken', `The prepared memory in ${folder} is missing or was changed.`, {
    hint: 'npx shipshape lab build',
  })
}

/** Restores the state. Returns false, and the guest does not run, when its RAM was not mapped. */
const readState = async (files: MachineFiles, { memory }: MachineRecord, qemu: StartedQemu): Promise<boolean> => {
  const [file, kind]: readonly [string, StateKind] =
    memory?.kind === 'template' ? [machineFiles(memory.folder).state, 'devices'] : [files.memory, 'everything']
  await using qmp = await firstQmp(files, qemu)
  await qmp.readState(file, kind)
  if (memory?.kind === 'file' && memory.mapped !== undefined && !(await isMapped(files, memory.mapped, qmp)))
    return false
  await qmp.resume()
  return true
}

const isMapped = async (files: MachineFiles, mapped: MappedRam, qmp: Qmp): Promise<boolean> => {
  const seen = `${files.memory}.page`
  try {
    await qmp.writeMemory(mapped.witness, pageBytes, seen)
    return await isSamePage(files.memory, mapped, seen)
  } finally {
    await rm(seen, { force: true })
  }
}

/** Connects to a QEMU that was just started: it listens after some 30 ms. */
const firstQmp = async (files: MachineFiles, qemu: StartedQemu): Promise<Qmp> => {
  const stop = new AbortController()
  const ended = qemu.ended.then(() =>
    Promise.reject(new RunnerError('broken', 'QEMU ended before it was up.', { hint: 'npx shipshape doctor' })),
  )
  try {
    return await Promise.race([untilQmp(files, stop.signal), ended])
  } finally {
    stop.abort()
    ended.catch(() => undefined)
  }
}

const untilQmp = async (files: MachineFiles, signal: AbortSignal): Promise<Qmp> => {
  for (;;) {
    const qmp = await openQmp(files.socket)
    if (qmp !== undefined) return qmp
    await pause(socketPollMs, undefined, { signal })
  }
}
