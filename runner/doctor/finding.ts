import { messageOf } from '../errors.ts'
import { exitCodes } from '../setup/exit-codes.mjs'

/**
 * One thing that was examined. `missing`: a guide cannot be run without it. `warning`: something could be better, but
 * guides can be run.
 */
export interface Finding {
  readonly area: Area
  readonly what: string
  readonly state: 'ok' | 'missing' | 'warning'
  /** What was seen, in one line. */
  readonly saw: string
  /** One command, or one action, that fixes it. Absent when nothing needs to be fixed. */
  readonly fix?: string
}

export const areas = ['programs', 'machine', 'lab', 'network', 'disk', 'runs'] as const
export type Area = (typeof areas)[number]

/** Examines one area. Stops when the signal is aborted. */
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

/** An error of a probe becomes a finding. */
const afterFall = (area: Area, error: unknown): Finding => ({
  area,
  what: area,
  state: 'warning',
  saw: `could not be examined: ${messageOf(error)}`,
  fix: 'npx shipshape doctor',
})

/** Runs all probes at once, each with its own time limit; returns their findings in the order of the probes. */
export const examine = async (probes: readonly (readonly [Area, Probe, number])[]): Promise<readonly Finding[]> => {
  const found = await Promise.all(
    probes.map(([area, probe, limitMs]) =>
      inTime(area, probe, limitMs).catch((error: unknown) => [afterFall(area, error)]),
    ),
  )
  return found.flat()
}
