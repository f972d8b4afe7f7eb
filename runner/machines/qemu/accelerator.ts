import { spawn } from 'node:child_process'
import { access, constants, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { release } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { cacheDir } from '../../paths.ts'
import { programPath } from '../../host/program.ts'
import { probeArguments, qemuProgram } from './arguments.ts'
import type { Accelerator, Architecture, BootImage } from './record.ts'

const limitMs = 5_000
const proof = 'shipshape: guest runs'

const candidates: Readonly<Partial<Record<NodeJS.Platform, Accelerator>>> = {
  linux: 'kvm',
  darwin: 'hvf',
  win32: 'whpx',
}
const native: Readonly<Partial<Record<NodeJS.Architecture, Architecture>>> = { x64: 'amd64', arm64: 'arm64' }

export interface ProbeAnswer {
  readonly accelerator: Accelerator
  /** Why hardware acceleration is not used; undefined when it is. */
  readonly because: string | undefined
}

const memorySchema = z.record(
  z.string(),
  z.strictObject({
    accelerator: z.enum(['kvm', 'hvf', 'whpx', 'tcg']),
    because: z.string().optional(),
    until: z.number().optional(),
  }),
)
type Known = z.infer<typeof memorySchema>[string]

/**
 * How long emulation is remembered, in milliseconds. What a test guest failed on may be gone: the computer was busy, or
 * another hypervisor had the processor's extensions.
 */
const failureIsKeptMs = 3_600_000

export interface ProbeOptions {
  readonly signal: AbortSignal
  /** Ignores the remembered result. */
  readonly again?: boolean
  /** The device of KVM (default: /dev/kvm). */
  readonly device?: string
}

/**
 * The fastest accelerator on which a guest works. The device alone proves nothing (a /dev/kvm may open and
 * its guests hang), so a tiny guest is run on it, for up to 5 s; otherwise emulation. The result is cached
 * for this QEMU, the kernels of host and guest, and the device and its permissions; emulation for an hour only.
 */
export const chooseAccelerator = async (
  image: BootImage,
  architecture: Architecture,
  version: string,
  options: ProbeOptions,
): Promise<ProbeAnswer> => {
  const { signal, again = false, device = '/dev/kvm' } = options
  const file = join(cacheDir(), 'accelerator.json')
  const key = await memoryKey(image, version, device)
  const memory = await readMemory(file)
  const known = memory[key]
  if (!again && known !== undefined && Date.now() < (known.until ?? Infinity))
    return { accelerator: known.accelerator, because: known.because }
  const answer = await probe(image, architecture, device, signal)
  signal.throwIfAborted()
  await writeMemory(file, { ...memory, [key]: answer }).catch(() => undefined) // It is only a cache.
  return { accelerator: answer.accelerator, because: answer.because }
}

const probe = async (
  image: BootImage,
  architecture: Architecture,
  device: string,
  signal: AbortSignal,
): Promise<Known> => {
  const candidate = candidates[process.platform]
  if (candidate === undefined || native[process.arch] !== architecture) {
    return { accelerator: 'tcg', because: `${architecture} is emulated on ${process.platform} ${process.arch}` }
  }
  if (candidate === 'kvm' && !(await mayOpen(device))) return { accelerator: 'tcg', because: await whyClosed(device) }
  const { said, isTimedOut } = await runProbe(probeArguments(image, architecture, candidate), architecture, signal)
  if (said.includes(proof)) return { accelerator: candidate }
  const because = `a test guest did not run on ${candidate}${isTimedOut ? ` within ${limitMs / 1000} s` : ''}${lastWords(said)}`
  return { accelerator: 'tcg', because, until: Date.now() + failureIsKeptMs }
}

const lastWords = (said: string): string => {
  const lines = said.split(/\r?\n/).map((line) => line.replace(/[^\x20-\x7e]/g, '').trim())
  const last = lines.filter(Boolean).at(-1)
  return last === undefined ? '' : ` (${last})`
}

const whyClosed = async (device: string): Promise<string> =>
  (await stat(device).catch(() => undefined)) === undefined
    ? `${device} is missing`
    : `${device} cannot be opened by you`

const mayOpen = (path: string): Promise<boolean> =>
  access(path, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  )

interface Probed {
  readonly said: string
  /** It had neither succeeded nor exited at the time limit. */
  readonly isTimedOut: boolean
}

/** The output of QEMU and its guest until the proof, the exit, or the time limit. */
const runProbe = (args: readonly string[], architecture: Architecture, signal: AbortSignal): Promise<Probed> =>
  new Promise((resolve) => {
    const limit = AbortSignal.timeout(limitMs)
    const child = spawn(qemuProgram(architecture), args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: programPath() },
      killSignal: 'SIGKILL',
      signal: AbortSignal.any([signal, limit]),
    })
    let said = ''
    const hear = (text: Buffer): void => {
      said = (said + text.toString('latin1')).slice(-65_536)
      if (said.includes(proof)) child.kill('SIGKILL')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    let trouble = ''
    child.once('error', (error) => (trouble = limit.aborted ? '' : `\n${error.message}`))
    child.once('close', () => resolve({ said: said + trouble, isTimedOut: limit.aborted && !said.includes(proof) }))
  })

const memoryKey = async (image: BootImage, version: string, device: string): Promise<string> => {
  const kernel = await stat(image.kernel)
  return [version, release(), image.kernel, kernel.size, kernel.mtimeMs, await deviceKey(device)].join(' · ')
}

/** Part of the cache key: changed permissions (`usermod -aG kvm`) or a loaded module make the result obsolete. */
const deviceKey = async (device: string): Promise<string> => {
  if (process.platform !== 'linux') return process.platform
  const found = await stat(device).catch(() => undefined)
  if (found === undefined) return 'no device'
  return [found.uid, found.gid, found.mode.toString(8), (await mayOpen(device)) ? 'open' : 'closed'].join(':')
}

const readMemory = async (file: string): Promise<z.infer<typeof memorySchema>> => {
  const text = await readFile(file, 'utf8').catch(() => '{}')
  try {
    return memorySchema.parse(JSON.parse(text))
  } catch {
    // A damaged memory is none: the guest is tried again.
    return {}
  }
}

const writeMemory = async (file: string, memory: object): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.${process.pid}`, JSON.stringify(memory, undefined, 2))
  await rename(`${file}.${process.pid}`, file)
}
