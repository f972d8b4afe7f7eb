import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { RunnerError } from '../errors.ts'
import { type BootImage, cloneMachine, machineFiles, qemuVersion } from '../machines/qemu/index.ts'
import { bootImage } from './boot-image.ts'
import { digestOf } from '../host/digest.ts'
import { findImage, type Progress } from './image/index.ts'
import { openNamespace } from './network/index.ts'
import type { Plan } from './ready/inside.ts'

const architecture = 'amd64'
const inside = fileURLToPath(new URL('ready/inside.ts', import.meta.url))

/** A machine that was prepared once, to be copied and resumed: what it stands for, and how its disk must be. */
const noteSchema = z.strictObject({
  version: z.literal(2),
  image: z.string(),
  qemu: z.string(),
  bytes: z.number(),
  sha256: z.string(),
})

export interface ReadyPlace {
  /** The folder of what can be made again. */
  readonly cache: string
}

const readyFolder = (cache: string): string => join(cache, 'ready', architecture)
const shareName = 'code'
const noteOf = (folder: string): string => join(folder, 'ready.json')
const machineOf = (folder: string): string => join(folder, 'machine')

/** The prepared machine's folder, when there is one for today's image and QEMU and every byte of it is right. */
export const findReady = async ({ cache, progress }: ReadyPlace & { readonly progress: Progress }): Promise<string | undefined> => {
  const folder = readyFolder(cache)
  const note = await readNote(folder)
  if (note === undefined) return undefined
  const image = await findImage({ architecture, cache, progress })
  if (image?.id !== note.image || (await qemuVersion(architecture)) !== note.qemu) return undefined
  const digest = await digestOf(machineFiles(machineOf(folder)).disk).catch(() => undefined)
  if (digest?.sha256 === note.sha256) return machineOf(folder)
  progress({ text: `The prepared machine in ${folder} is damaged and will be made again.` })
  return undefined
}

/** The prepared machine's folder: found, or else made, which takes a cold boot and a few seconds. */
export const obtainReady = async (wanted: ReadyPlace & { readonly progress: Progress; readonly signal: AbortSignal }): Promise<string> =>
  (await findReady(wanted)) ?? (await prepareReady(wanted))

/** Makes it anew; what was there before is replaced only by a whole one. RunnerError('blocked') without an image. */
export const prepareReady = async ({ cache, progress, signal }: Parameters<typeof obtainReady>[0]): Promise<string> => {
  const image = await findImage({ architecture, cache, progress })
  if (image === undefined) throw new RunnerError('blocked', 'The lab’s image has not been built yet.', { hint: 'npx shipshape lab build' })
  await mkdir(join(cache, 'ready'), { recursive: true, mode: 0o700 })
  await removeDrafts(cache)
  const draft = await mkdtemp(`${readyFolder(cache)}.draft-`)
  try {
    await prepareIn(draft, bootImage(image), progress, signal)
    const note = { version: 2, image: image.id, qemu: await qemuVersion(architecture), ...(await digestOf(machineFiles(machineOf(draft)).disk)) }
    await writeFile(noteOf(draft), JSON.stringify(noteSchema.parse(note)), { flush: true })
    await rm(readyFolder(cache), { recursive: true, force: true })
    await rename(draft, readyFolder(cache))
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return machineOf(readyFolder(cache))
}

/**
 * Copies the prepared machine into a folder, from which it is resumed; `code` is the folder on this computer that it
 * shares. RunnerError('blocked') when there is none.
 */
export const cloneReady = async ({ cache, to, code }: ReadyPlace & { readonly to: string; readonly code: string }): Promise<void> => {
  const folder = readyFolder(cache)
  const note = await readNote(folder)
  const size = await stat(machineFiles(machineOf(folder)).disk).then(({ size: bytes }) => bytes, () => undefined)
  if (note === undefined || size !== note.bytes) {
    throw new RunnerError('blocked', 'No machine has been prepared yet.', { hint: 'npx shipshape lab build' })
  }
  await cloneMachine(machineOf(folder), to, { [shareName]: code })
}

export const forgetReady = ({ cache }: ReadyPlace): Promise<void> => rm(readyFolder(cache), { recursive: true, force: true })

const readNote = async (folder: string): Promise<z.infer<typeof noteSchema> | undefined> => {
  try {
    return noteSchema.parse(JSON.parse(await readFile(noteOf(folder), 'utf8')))
  } catch {
    return undefined
  }
}

/** Left by a maker that was killed; two makers at once must hold a lock of their own. */
const removeDrafts = async (cache: string): Promise<void> => {
  const names = (await readdir(join(cache, 'ready'))).filter((name) => name.includes('.draft-'))
  for (const name of names) await rm(join(cache, 'ready', name), { recursive: true, force: true })
}

const prepareIn = async (draft: string, image: BootImage, progress: Progress, signal: AbortSignal): Promise<void> => {
  const namespace = await openNamespace({ folder: join(draft, 'namespace'), uplink: 'none' })
  try {
    const shared = join(draft, 'code')
    await mkdir(shared)
    await runInside(namespace.prefix, { folder: machineOf(draft), spec: readySpec(shared), image, architecture }, progress, signal)
  } finally {
    await namespace.close()
    await rm(join(draft, 'namespace'), { recursive: true, force: true })
  }
}

/** As `boot2docker init` makes one by default, and with a shared folder, which cannot be added to a saved machine. */
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
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: undefined }, signal })
    let said = ''
    child.stdout.on('data', (text: Buffer) => progress({ text: text.toString('utf8').trim() }))
    child.stderr.on('data', (text: Buffer) => (said = (said + text.toString('utf8')).slice(-4_000)))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new RunnerError('broken', `A machine could not be prepared: ${said.trim()}`, { hint: 'npx shipshape doctor' }))
    })
  })
