import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** One run of a program: its duration and the peak memory of its main process. */
export interface Run {
  readonly milliseconds: number
  /** undefined where the system does not report it (no /proc). */
  readonly peakMegabytes: number | undefined
}

export interface Runnable {
  readonly program: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** proc(5): `VmHWM` is the peak of the resident set, in kB. Zero once the process has ended. */
const peakOf = (pid: number): number => {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    // It has ended.
    return 0
  }
}

const sampleEveryMs = 10

/** Runs it once, silently. Throws when it fails: a failed run measures nothing. */
export const runOnce = ({ program, args, env }: Runnable, isSampled = false): Promise<Run> =>
  new Promise((resolve, reject) => {
    const since = performance.now()
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    let peak = 0
    const sampling = isSampled
      ? setInterval(() => (peak = Math.max(peak, peakOf(child.pid ?? 0))), sampleEveryMs)
      : undefined
    child.once('error', reject)
    child.once('close', (code) => {
      clearInterval(sampling)
      if (code === 0) resolve({ milliseconds: performance.now() - since, peakMegabytes: peak > 0 ? peak : undefined })
      else reject(new Error(`${[program, ...args].join(' ')} ended with ${code ?? 'a signal'}: ${said.trim()}`))
    })
  })

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

/**
 * The median of each, run in turns: what else happens on the computer then meets all of them alike. One round before
 * the first is not counted, so that all begin with warm files.
 */
export const inTurns = async (
  contestants: Readonly<Record<string, Runnable>>,
  rounds: number,
): Promise<ReadonlyMap<string, number>> => {
  const times = new Map<string, number[]>(Object.keys(contestants).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, runnable] of Object.entries(contestants)) {
      const { milliseconds } = await runOnce(runnable)
      if (round > 0) times.get(name)?.push(milliseconds)
    }
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]))
}
