import { mkdtemp, readFile, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findImage } from '../../runner/lab/image/obtain.ts'
import { bootImage } from '../../runner/lab/boot-image.ts'
import { chooseAccelerator } from '../../runner/machines/qemu/accelerator.ts'
import { probeArguments, qemuProgram } from '../../runner/machines/qemu/arguments.ts'
import { qemuVersion } from '../../runner/machines/qemu/process.ts'
import { cacheDir } from '../../runner/paths.ts'
import { lab } from '../../runner/targets/lab/lab.ts'
import type { Session } from '../../runner/contract/session.ts'
import { runOnce, type Runnable } from './measure.ts'

const { signal } = new AbortController()
let commands = 0

/** An open lab in a folder of its own, which goes with it. */
export interface Bench extends AsyncDisposable {
  readonly folder: string
  readonly session: Session
  /** Seconds from asking for it to having it: with a ready VM, to an engine that answers. */
  readonly seconds: number
}

export const openBench = async (machine: 'none' | 'ready'): Promise<Bench> => {
  const folder = await mkdtemp(join(tmpdir(), 'shipshape-bench-'))
  const since = performance.now()
  const session = await lab.open({ folder, machine, signal, onProgress: () => undefined })
  return {
    ...{ folder, session, seconds: (performance.now() - since) / 1000 },
    [Symbol.asyncDispose]: async () => {
      await session[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Seconds that a line took in the reader's shell. Throws when it fails: a failed run measures nothing. */
export const seconds = async ({ session }: Pick<Bench, 'session'>, line: string): Promise<number> => {
  commands += 1
  const options = { id: `bench-${commands}`, deadlineMs: 300_000, signal, onOutput: () => undefined }
  const { exitCode, stderr, milliseconds } = await session.exec({ kind: 'command', line, where: 'host' }, options)
  if (exitCode !== 0) throw new Error(`“${line}” ended with ${exitCode ?? 'a signal'}: ${stderr}`)
  return milliseconds / 1000
}

/** The least that a start can take: the same QEMU and kernel, to the guest's first program. */
export const floor = async (): Promise<Runnable> => {
  const image = await findImage({ architecture: 'amd64', cache: cacheDir(), progress: () => undefined })
  if (image === undefined) throw new Error('There is no image: npx shipshape lab build')
  const { accelerator } = await chooseAccelerator(bootImage(image), 'amd64', await qemuVersion('amd64'), { signal })
  return { program: qemuProgram('amd64'), args: probeArguments(bootImage(image), 'amd64', accelerator) }
}

export const secondsOf = async (runnable: Runnable): Promise<number> => (await runOnce(runnable)).milliseconds / 1000

/** QEMU runs in the machine's folder. */
const isQemu = async (pid: string, machine: string): Promise<boolean> => {
  const [words, place] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
  ])
  return words.startsWith('qemu-system-') && place.startsWith(machine)
}

/** The share of memory that is the QEMU's whose files lie in this folder: what several have in common is divided. */
export const memoryMegabytes = async (machine: string): Promise<number | undefined> => {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const mine = await Promise.all(pids.map((pid) => isQemu(pid, machine)))
  const pid = pids.find((_, at) => mine[at])
  const text = pid === undefined ? '' : await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(text)?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}
