import { spawn } from 'node:child_process'
import { access, constants, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { cacheDir } from '../../paths.ts'
import { programPath } from '../program.ts'
import { probeArguments, qemuProgram } from './arguments.ts'
import type { Accelerator, Architecture, BootImage } from './record.ts'

const limitMs = 5_000
const proof = 'shipshape: guest runs'

const candidates: Readonly<Partial<Record<NodeJS.Platform, Accelerator>>> = { linux: 'kvm', darwin: 'hvf', win32: 'whpx' }
const native: Readonly<Partial<Record<NodeJS.Architecture, Architecture>>> = { x64: 'amd64', arm64: 'arm64' }

export interface ProbeAnswer {
  readonly accelerator: Accelerator
  /** Why not the hardware's, in words; undefined when it is. */
  readonly because: string | undefined
}

const memorySchema = z.record(
  z.string(),
  z.strictObject({ accelerator: z.enum(['kvm', 'hvf', 'whpx', 'tcg']), because: z.string().optional() }),
)

/**
 * The fastest accelerator on which a guest really runs. A device that is there proves nothing (a /dev/kvm may open and
 * its guests hang), so a tiny guest is run on it, for up to 5 s; emulation otherwise. The answer is kept in the cache
 * for this QEMU and this kernel.
 */
export const chooseAccelerator = async (
  image: BootImage,
  architecture: Architecture,
  version: string,
  signal: AbortSignal,
): Promise<ProbeAnswer> => {
  const file = join(cacheDir(), 'accelerator.json')
  const key = await memoryKey(image, version)
  const memory = await readMemory(file)
  const known = memory[key]
  if (known !== undefined) return { accelerator: known.accelerator, because: known.because }
  const answer = await probe(image, architecture, signal)
  signal.throwIfAborted()
  await writeMemory(file, { ...memory, [key]: answer }).catch(() => undefined) // It is only a memory.
  return answer
}

const probe = async (image: BootImage, architecture: Architecture, signal: AbortSignal): Promise<ProbeAnswer> => {
  const candidate = candidates[process.platform]
  if (candidate === undefined || native[process.arch] !== architecture) {
    return { accelerator: 'tcg', because: `${architecture} is emulated on ${process.platform} ${process.arch}` }
  }
  const because = await whyNot(image, architecture, candidate, signal)
  return because === undefined ? { accelerator: candidate, because } : { accelerator: 'tcg', because }
}

const whyNot = async (image: BootImage, architecture: Architecture, candidate: Accelerator, signal: AbortSignal): Promise<string | undefined> => {
  if (candidate === 'kvm' && !(await mayOpen('/dev/kvm'))) return '/dev/kvm is missing or may not be opened'
  const said = await runProbe(probeArguments(image, architecture, candidate), architecture, signal)
  if (said.includes(proof)) return undefined
  const lastLine = said.split(/\r?\n/).map((line) => line.replace(/[^\x20-\x7e]/g, '').trim()).filter(Boolean).at(-1)
  return `a test guest did not run on ${candidate} within ${limitMs / 1000} s${lastLine === undefined ? '' : ` (${lastLine})`}`
}

const mayOpen = (path: string): Promise<boolean> => access(path, constants.R_OK | constants.W_OK).then(() => true, () => false)

/** Everything that QEMU and its guest said until the proof, the end, or the limit. */
const runProbe = (args: readonly string[], architecture: Architecture, signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn(qemuProgram(architecture), args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: programPath() },
      timeout: limitMs,
      killSignal: 'SIGKILL',
      signal,
    })
    let said = ''
    const hear = (text: Buffer): void => {
      said = (said + text.toString('latin1')).slice(-65_536)
      if (said.includes(proof)) child.kill('SIGKILL')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', (error) => resolve(`${said}\n${error.message}`))
    child.once('close', () => resolve(said))
  })

const memoryKey = async (image: BootImage, version: string): Promise<string> => {
  const kernel = await stat(image.kernel)
  return `${version} · ${image.kernel} · ${kernel.size} · ${kernel.mtimeMs}`
}

const readMemory = async (file: string): Promise<z.infer<typeof memorySchema>> => {
  const text = await readFile(file, 'utf8').catch(() => '{}')
  try {
    return memorySchema.parse(JSON.parse(text))
  } catch {
    return {}
  }
}

const writeMemory = async (file: string, memory: object): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.${process.pid}`, JSON.stringify(memory, undefined, 2))
  await rename(`${file}.${process.pid}`, file)
}
