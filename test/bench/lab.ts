import { mkdtemp, readFile, readdir, readlink, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findImage } from '../../runner/lab/image/obtain.ts'
import { cacheDir } from '../../runner/paths.ts'
import { lab } from '../../runner/targets/lab/lab.ts'
import type { Session } from '../../runner/targets/target.ts'
import { median } from './measure.ts'
import type { Row } from './table.ts'

const minute = 60_000
const { signal } = new AbortController()
let commands = 0

/** Seconds that a line took in the reader's shell. Throws when it fails: a failed run measures nothing. */
const seconds = async (session: Session, line: string): Promise<number> => {
  commands += 1
  const options = { id: `bench-${commands}`, deadlineMs: 5 * minute, signal, onOutput: () => undefined }
  const { exitCode, stderr, milliseconds } = await session.exec({ kind: 'command', line, where: 'host' }, options)
  if (exitCode !== 0) throw new Error(`“${line}” ended with ${exitCode ?? 'a signal'}: ${stderr}`)
  return milliseconds / 1000
}

const untilDocker = 'boot2docker up && eval "$(boot2docker shellinit)" && docker version'

/** QEMU runs in the machine's folder. */
const isQemu = async (pid: string, machine: string): Promise<boolean> => {
  const [words, place] = await Promise.all([readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''), readlink(`/proc/${pid}/cwd`).catch(() => '')])
  return words.startsWith('qemu-system-') && place.startsWith(machine)
}

/** The peak of the resident memory of the QEMU whose files lie in this folder. */
const peakMegabytes = async (machine: string): Promise<number | undefined> => {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const mine = await Promise.all(pids.map((pid) => isQemu(pid, machine)))
  const pid = pids.find((_, at) => mine[at])
  const status = pid === undefined ? '' : await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}

interface Times {
  readonly cold: readonly number[]
  readonly restored: readonly number[]
  readonly peak: number | undefined
}

const measureMachine = async (folder: string, rounds: number): Promise<Times> => {
  await using session = await lab.open({ folder, machine: 'none', signal, onProgress: () => undefined })
  const [cold, restored]: [number[], number[]] = [[], []]
  await seconds(session, 'boot2docker init')
  let peak: number | undefined
  for (let round = 0; round < rounds; round += 1) {
    cold.push(await seconds(session, untilDocker))
    peak = await peakMegabytes(folder)
    await seconds(session, 'boot2docker save')
    restored.push(await seconds(session, untilDocker))
    await seconds(session, 'boot2docker down')
  }
  await seconds(session, 'boot2docker delete')
  return { cold, restored, peak }
}

const imageMegabytes = async (): Promise<number | undefined> => {
  const image = await findImage({ architecture: 'amd64', cache: cacheDir(), progress: () => undefined })
  return image && (await stat(image.iso)).size / 1e6
}

/** The rows that need a machine, with nobody to compare with. */
export const measureLab = async (rounds: number): Promise<readonly Row[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'shipshape-bench-'))
  try {
    const { cold, restored, peak } = await measureMachine(folder, rounds)
    return [
      { what: 'cold boot to `docker version`', unit: 's', ours: median(cold), others: {}, note: 'boot2docker up, shellinit, docker version' },
      { what: 'start from the snapshot', unit: 's', ours: median(restored), others: {}, note: 'the same after boot2docker save' },
      { what: 'the image, compressed', unit: 'MB', ours: await imageMegabytes(), others: {}, note: 'boot2docker.iso' },
      { what: 'memory of the machine', unit: 'MB', ours: peak, others: {}, note: 'peak of QEMU' },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
