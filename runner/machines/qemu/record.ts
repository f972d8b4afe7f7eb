import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { RunnerError } from '../../errors.ts'
import { machineName } from '../machine.ts'
import type { MachineFiles } from './files.ts'

const port = z.number().int().min(1).max(65_535)

export const forwardSchema = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,64}$/),
  protocol: z.enum(['tcp', 'udp']),
  hostAddress: z.ipv4(),
  hostPort: port,
  guestPort: port,
})

const specSchema = z.strictObject({
  name: z.string().regex(machineName),
  memoryMegabytes: z.number().int().min(128),
  cpus: z.number().int().min(1).max(32),
  diskMegabytes: z.number().int().min(256),
  shares: z
    .array(z.strictObject({ name: z.string().regex(/^[\w.-]{1,31}$/), path: z.string().startsWith('/') }))
    .readonly(),
  forwards: z.array(forwardSchema).readonly(),
  hostOnly: z.strictObject({ guest: z.ipv4(), host: z.ipv4(), prefix: z.number().int().min(1).max(30) }),
})

/** The files that a VM boots from, and their kernel parameters; they come from the lab's image. */
const imageSchema = z.strictObject({
  kernel: z.string(),
  initrd: z.string(),
  root: z.string(),
  parameters: z.array(z.string()).readonly(),
})
export type BootImage = Readonly<z.infer<typeof imageSchema>>

/** Where the memory of a saved VM is; when absent, in a snapshot inside its disk. */
const memorySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    /** The offset from which its RAM is mapped, in bytes; absent when it must be read. */
    mapped: z.strictObject({ offset: z.number().int(), witness: z.number().int() }).optional(),
  }),
  /** In another VM's folder, which is read-only: its files must still have these stamps. */
  z.strictObject({ kind: z.literal('template'), folder: z.string(), ram: z.string(), state: z.string() }),
])

const recordSchema = z.strictObject({
  version: z.literal(1),
  uuid: z.uuid(),
  /** Debian's names. */
  architecture: z.enum(['amd64', 'arm64']),
  spec: specSchema,
  image: imageSchema,
  /** Its last state. `running` without a QEMU process means that it was killed from outside. */
  left: z.enum(['poweroff', 'running', 'saved']),
  memory: memorySchema.optional(),
  /** The accelerator of the saved or running guest: a saved one can only be restored on the same. */
  accelerator: z.enum(['kvm', 'hvf', 'whpx', 'tcg']).optional(),
  /** Whether a power cut may damage the disk; true only for throw-away VMs. */
  throwAway: z.boolean(),
})
export type MachineRecord = Readonly<z.infer<typeof recordSchema>>
export type SavedMemory = Readonly<z.infer<typeof memorySchema>>
export type TemplateMemory = Extract<SavedMemory, { readonly kind: 'template' }>
export type Accelerator = NonNullable<MachineRecord['accelerator']>
export type Architecture = MachineRecord['architecture']

/** undefined when there is no VM. RunnerError('broken') when its file cannot be parsed. */
export const readRecord = async (files: MachineFiles): Promise<MachineRecord | undefined> => {
  const text = await readFile(files.record, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return recordSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new RunnerError('broken', `The VM's file ${files.record} is damaged.`, {
      hint: `Start over: rm -r “${files.folder}”, then “boot2docker init”.`,
      cause: error,
    })
  }
}

/** Writes the record atomically, even when the power fails. */
export const writeRecord = async (files: MachineFiles, record: MachineRecord): Promise<void> => {
  const draft = `${files.record}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(recordSchema.parse(record), undefined, 2)}\n`, { mode: 0o600, flush: true })
  await rename(draft, files.record)
}

export const changeRecord = async (files: MachineFiles, change: Partial<MachineRecord>): Promise<MachineRecord> => {
  const record = await readRecord(files)
  if (record === undefined)
    throw new RunnerError('broken', `The VM's file ${files.record} is missing.`, { hint: 'boot2docker init' })
  const changed = { ...record, ...change }
  await writeRecord(files, changed)
  return changed
}
