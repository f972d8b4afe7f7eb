import { spawn } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { messageOf, RunnerError } from '../errors.ts'
import { chooseAccelerator } from '../machines/qemu/accelerator.ts'
import { machineArguments } from '../machines/qemu/arguments.ts'
import { type BootImage, cloneMachine, machineFiles, type MachineRecord, qemuVersion } from '../machines/qemu/index.ts'
import { bootImage } from './boot-image.ts'
import { sha256Of } from '../host/digest.ts'
import { findImage, type Image, type Progress } from './image/index.ts'
import { openNamespace } from './network/index.ts'
import type { Plan } from './ready/inside.ts'
import { type Depth, firstDamaged, sumsOf } from './verified.ts'
import { makeWholeFolder } from './whole-folder.ts'

const architecture = 'amd64'
/** Longer than the test of the accelerator takes. Milliseconds. */
const probeMs = 30_000
const inside = fileURLToPath(new URL('ready/inside.ts', import.meta.url))

/** A prepared VM that is copied and resumed: its key, and the checksums of its files. */
const noteSchema = z.strictObject({
  version: z.literal(3),
  /** The key of everything that its memory depends on. */
  key: z.string(),
  sums: z.record(z.string(), z.string()),
})
type Note = z.infer<typeof noteSchema>

export interface ReadyPlace {
  /** The cache folder. */
  readonly cache: string
}

export interface ReadyWanted extends ReadyPlace {
  readonly progress: Progress
  /** How its files are verified (default: by their stamps). */
  readonly depth?: Depth
}

const readyFolder = (cache: string): string => join(cache, 'ready', architecture)
const shareName = 'code'
const noteOf = (folder: string): string => join(folder, 'ready.json')
const machineOf = (folder: string): string => join(folder, 'machine')

/** The folder of the prepared VM for the current image, QEMU and accelerator, if it exists and is intact. */
export const findReady = async ({ cache, progress, depth = 'stamps' }: ReadyWanted): Promise<string | undefined> => {
  const folder = readyFolder(cache)
  const [note, image] = await Promise.all([readNote(folder), findImage({ architecture, cache, progress })])
  if (note === undefined || image === undefined) return undefined
  if (note.key !== (await keyOf(image, AbortSignal.timeout(probeMs)))) return undefined
  const damaged = await firstDamaged(machineOf(folder), note.sums, depth).catch(messageOf)
  if (damaged === undefined) return machineOf(folder)
  progress({ text: `The prepared VM is damaged (${damaged}): it will be prepared again.` })
  return undefined
}

/** The folder of the prepared VM, which is made when it is missing: a cold boot and a few seconds. */
export const obtainReady = async (wanted: ReadyWanted & { readonly signal: AbortSignal }): Promise<string> =>
  (await findReady(wanted)) ?? (await prepareReady(wanted))

/** Prepares the VM again; the previous one is replaced when it is complete. RunnerError('blocked') without an image. */
export const prepareReady = async ({ cache, progress, signal }: Parameters<typeof obtainReady>[0]): Promise<string> => {
  const image = await findImage({ architecture, cache, progress })
  if (image === undefined)
    throw new RunnerError('blocked', 'The lab’s image has not been built yet.', { hint: 'npx shipshape lab build' })
  await mkdir(join(cache, 'ready'), { recursive: true, mode: 0o700 })
  await makeWholeFolder(readyFolder(cache), async (draft) => {
    await prepareIn(draft, bootImage(image), progress, signal)
    const note = await describe(machineOf(draft), await keyOf(image, signal))
    await writeFile(noteOf(draft), JSON.stringify(note), { flush: true })
  })
  return machineOf(readyFolder(cache))
}

/**
 * Copies the prepared VM into a folder, from which it is resumed; `code` is the folder on this computer that it
 * shares. RunnerError('blocked') when there is none for the current image, QEMU and accelerator, or it is damaged.
 */
export const cloneReady = async ({
  cache,
  to,
  code,
}: ReadyPlace & { readonly to: string; readonly code: string }): Promise<void> => {
  const notes: string[] = []
  const from = await findReady({ cache, progress: ({ text }) => void notes.push(text) })
  if (from === undefined)
    throw new RunnerError('blocked', notes[0] ?? 'No VM has been prepared yet.', {
      hint: 'npx shipshape lab build',
    })
  await cloneMachine(from, to, { [shareName]: code })
}

/** Saved memory depends on the QEMU, the accelerator, the devices and the image that it was written with. */
const keyOf = async (image: Image, signal: AbortSignal): Promise<string> => {
  const version = await qemuVersion(architecture)
  const { accelerator } = await chooseAccelerator(bootImage(image), architecture, version, { signal })
  const devices = machineArguments(keyRecord(image), accelerator, 'tap', { from: 'boot' })
  return sha256Of(JSON.stringify([version, image.id, devices]))
}

const keyRecord = (image: Image): MachineRecord => ({
  ...{ version: 1, uuid: '00000000-0000-0000-0000-000000000000', architecture, left: 'poweroff', throwAway: true },
  // The image counts by its name, not by its path.
  image: { kernel: '', initrd: '', root: '', parameters: image.manifest.commandLine },
  spec: readySpec('/'),
})

/** The checksums of the large files; damage of the others is detected when they are parsed. */
const describe = async (folder: string, key: string): Promise<Note> => {
  const { disk, ram, state } = machineFiles(folder)
  const known = await readdir(folder)
  const names = [disk, ram, state].map((path) => basename(path)).filter((name) => known.includes(name))
  for (const name of names) await chmod(join(folder, name), 0o400)
  return { version: 3, key, sums: await sumsOf(folder, names) }
}

export const forgetReady = ({ cache }: ReadyPlace): Promise<void> =>
  rm(readyFolder(cache), { recursive: true, force: true })

const readNote = async (folder: string): Promise<Note | undefined> => {
  try {
    return noteSchema.parse(JSON.parse(await readFile(noteOf(folder), 'utf8')))
  } catch {
    // Missing or damaged, it is made again.
    return undefined
  }
}

const prepareIn = async (draft: string, image: BootImage, progress: Progress, signal: AbortSignal): Promise<void> => {
  const namespace = await openNamespace({ folder: join(draft, 'namespace'), uplink: 'none' })
  try {
    const shared = join(draft, 'code')
    await mkdir(shared)
    await runInside(
      namespace.prefix,
      { folder: machineOf(draft), spec: readySpec(shared), image, architecture },
      progress,
      signal,
    )
  } finally {
    await namespace.close()
    await rm(join(draft, 'namespace'), { recursive: true, force: true })
  }
}

/** Like a VM of `boot2docker init` with default settings, plus a shared folder, which cannot be added to a saved VM. */
const readySpec = (shared: string): Plan['spec'] => ({
  name: 'boot2docker-vm',
  memoryMegabytes: 2048,
  cpus: Math.min(cpus().length, 32),
  diskMegabytes: 20_000,
  shares: [{ name: shareName, path: shared }],
  forwards: [{ name: 'ssh', protocol: 'tcp', hostAddress: '127.0.0.1', hostPort: 2022, guestPort: 22 }],
  hostOnly: { guest: '192.168.59.103', host: '192.168.59.3', prefix: 24 },
})

const runInside = (prefix: readonly string[], plan: Plan, progress: Progress, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const [file, ...args] = [...prefix, process.execPath, inside, JSON.stringify(plan)]
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: undefined },
      signal,
    })
    let said = ''
    child.stdout.on('data', (text: Buffer) => progress({ text: text.toString('utf8').trim() }))
    child.stderr.on('data', (text: Buffer) => (said = (said + text.toString('utf8')).slice(-4_000)))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else
        reject(
          new RunnerError('broken', `The VM could not be prepared: ${said.trim()}`, {
            hint: 'npx shipshape doctor',
          }),
        )
    })
  })
