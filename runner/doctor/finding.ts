import { messageOf } from '../errors.ts'
import { exitCodes } from '../setup/exit-codes.mjs'

/**
 * One thing that was looked at. `missing`: a guide cannot be run without it. `warning`: something is less good than it
 * could be, and guides run all the same.
 */
export interface Finding {
  readonly area: Area
  readonly what: string
  readonly state: 'ok' | 'missing' | 'warning'
  /** What was seen, in one line. */
  readonly saw: string
  /** One command, or one action, that mends it. Absent when nothing is to be mended. */
  readonly fix?: string
}

export const areas = ['programs', 'machine', 'lab', 'network', 'disk', 'runs'] as const
export type Area = (typeof areas)[number]

/** Looks at one area. Gives up when the signal says so. */
export type Probe = (signal: AbortSignal) => Promise<readonly Finding[]>

/** The exit code of the doctor: 0 when nothing that is needed is missing, else that of a blocked run. */
export const exitCodeOf = (findings: readonly Finding[]): number =>
  findings.some(({ state }) => state === 'missing') ? exitCodes.blocked : exitCodes.passed

const inTime = async (area: Area, probe: Probe, limitMs: number): Promise<readonly Finding[]> => {
  const signal = AbortSignal.timeout(limitMs)
  const over = new Promise<readonly Finding[]>((resolve) => {
    signal.addEventListener('abort', () =>
      resolve([
        {
          area,
          what: area,
          state: 'warning',
          saw: `no answer within ${limitMs / 1000} s`,
          fix: 'npx shipshape doctor',
        },
      ]),
    )
  })
  return Promise.race([probe(signal), over])
}

/** A probe that throws has found something too. */
const afterFall = (area: Area, error: unknown): Finding => ({
  area,
  what: area,
  state: 'warning',
  saw: `could not be looked at: ${messageOf(error)}`,
  fix: 'npx shipshape doctor',
})

/** All probes at once, each with its own time limit; what they found in the order in which they are given. */
export const examine = async (probes: readonly (readonly [Area, Probe, number])[]): Promise<readonly Finding[]> => {
  const found = await Promise.all(
    probes.map(([area, probe, limitMs]) =>
      inTime(area, probe, limitMs).catch((error: unknown) => [afterFall(area, error)]),
    ),
  )
  return found.flat()
}
