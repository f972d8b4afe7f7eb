import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { RunnerError } from '../../errors.ts'
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
  name: z.string().regex(/^[\w.-]{1,64}$/),
  memoryMegabytes: z.number().int().min(128),
  cpus: z.number().int().min(1).max(32),
  diskMegabytes: z.number().int().min(256),
  shares: z
    .array(z.strictObject({ name: z.string().regex(/^[\w.-]{1,31}$/), path: z.string().startsWith('/') }))
    .readonly(),
  forwards: z.array(forwardSchema).readonly(),
  hostOnly: z.strictObject({ guest: z.ipv4(), host: z.ipv4(), prefix: z.number().int().min(1).max(30) }),
})

/** The files that a machine boots from, and the kernel parameters that suit them; made by the lab's image. */
const imageSchema = z.strictObject({
  kernel: z.string(),
  initrd: z.string(),
  root: z.string(),
  parameters: z.array(z.string()).readonly(),
})
export type BootImage = Readonly<z.infer<typeof imageSchema>>

/** Where the memory of a saved machine lies; without it, in a snapshot inside its disk. */
const memorySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    /** Where its RAM is mapped from, in bytes; absent when it is to be read. */
    mapped: z.strictObject({ offset: z.number().int(), witness: z.number().int() }).optional(),
  }),
  /** In another machine's folder, which is only read: its files must still be those that are meant. */
  z.strictObject({ kind: z.literal('template'), folder: z.string(), ram: z.string(), state: z.string() }),
])

const recordSchema = z.strictObject({
  version: z.literal(1),
  uuid: z.uuid(),
  /** Debian's names. */
  architecture: z.enum(['amd64', 'arm64']),
  spec: specSchema,
  image: imageSchema,
  /** How it was left. `running` with no QEMU behind it means that it was torn down from outside. */
  left: z.enum(['poweroff', 'running', 'saved']),
  memory: memorySchema.optional(),
  /** What the saved or running guest runs on: a saved one can only be restored on the same. */
  accelerator: z.enum(['kvm', 'hvf', 'whpx', 'tcg']).optional(),
  /** Whether a power cut may damage the disk; true only for machines that are thrown away. */
  throwAway: z.boolean(),
})
export type MachineRecord = Readonly<z.infer<typeof recordSchema>>
export type SavedMemory = Readonly<z.infer<typeof memorySchema>>
export type TemplateMemory = Extract<SavedMemory, { readonly kind: 'template' }>
export type Accelerator = NonNullable<MachineRecord['accelerator']>
export type Architecture = MachineRecord['architecture']

/** undefined when there is no machine. RunnerError('broken') when its file cannot be understood. */
export const readRecord = async (files: MachineFiles): Promise<MachineRecord | undefined> => {
  const text = await readFile(files.record, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return recordSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new RunnerError('broken', `The machine's file ${files.record} is damaged.`, {
      hint: `Begin anew: rm -r “${files.folder}”, then “boot2docker init”.`,
      cause: error,
    })
  }
}

/** Complete or not at all, whenever the power fails. */
export const writeRecord = async (files: MachineFiles, record: MachineRecord): Promise<void> => {
  const draft = `${files.record}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(recordSchema.parse(record), undefined, 2)}\n`, { mode: 0o600, flush: true })
  await rename(draft, files.record)
}

export const changeRecord = async (files: MachineFiles, change: Partial<MachineRecord>): Promise<MachineRecord> => {
  const record = await readRecord(files)
  if (record === undefined)
    throw new RunnerError('broken', `The machine's file ${files.record} is gone.`, { hint: 'boot2docker init' })
  const changed = { ...record, ...change }
  await writeRecord(files, changed)
  return changed
}
