import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inTurns, median, runOnce, type Runnable } from './measure.ts'
import { type Row } from './table.ts'
import { bash, cram, ours, zx, type ForSteps } from './tools.ts'

const many = 200

const contestants = async (
  tools: Readonly<Record<string, ForSteps>>,
  steps: number,
): Promise<Readonly<Record<string, Runnable>>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(tools).map(async ([name, forSteps]): Promise<[string, Runnable]> => [name, await forSteps(steps)]),
    ),
  )

const rowOf = (what: string, unit: Row['unit'], figures: ReadonlyMap<string, number>, note: string): Row => {
  const { shipshape, ...others } = Object.fromEntries(figures)
  return { what, unit, ours: shipshape, others, note }
}

const peaks = async (runnables: Readonly<Record<string, Runnable>>): Promise<ReadonlyMap<string, number>> => {
  const all = new Map<string, number>()
  for (const [name, runnable] of Object.entries(runnables)) {
    const runs = [await runOnce(runnable, true), await runOnce(runnable, true), await runOnce(runnable, true)]
    const known = runs.flatMap(({ peakMegabytes }) => (peakMegabytes === undefined ? [] : [peakMegabytes]))
    if (known.length > 0) all.set(name, median(known))
  }
  return all
}

/** What a step costs: the difference between many steps and one, so that starting the tool is not counted. */
const perStep = (one: ReadonlyMap<string, number>, all: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map([...all].map(([name, time]) => [name, (time - (one.get(name) ?? 0)) / (many - 1)]))

/** The rows that need no machine: what a step costs, what a run costs, and memory. */
export const measureSteps = async (rounds: number): Promise<readonly Row[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'shipshape-bench-'))
  try {
    const withCram = cram(folder)
    const tools = {
      shipshape: ours(),
      bash: bash(folder),
      ...(withCram === undefined ? {} : { cram: withCram }),
      zx: zx(folder),
    }
    const [single, several] = [await contestants(tools, 1), await contestants(tools, many)]
    const [one, all] = [await inTurns(single, rounds), await inTurns(several, rounds)]
    return [
      rowOf('a run of one step', 'ms', one, 'start, one `/bin/true`, end'),
      rowOf(
        `each further step`,
        'ms',
        perStep(one, all),
        `of ${many}; ours: own folder and files, journal, check, living shell`,
      ),
      rowOf(`memory, ${many} steps`, 'MB', await peaks(several), 'peak of the main process'),
      ...(withCram === undefined
        ? [{ what: 'cram', unit: 'ms', ours: undefined, others: {}, note: 'not installed, so not measured' } as const]
        : []),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** How long the runner takes to say anything. */
export const measureStart = async (rounds: number): Promise<Row> => {
  const shipshape = join(import.meta.dirname, '../../runner/bin/shipshape.mjs')
  const zxProgram = join(import.meta.dirname, '../../node_modules/zx/build/cli.js')
  const figures = await inTurns(
    {
      shipshape: { program: process.execPath, args: [shipshape, 'list'] },
      zx: { program: process.execPath, args: [zxProgram, '--version'] },
      node: { program: process.execPath, args: ['-e', ''] },
    },
    rounds,
  )
  return rowOf('start of the runner', 'ms', figures, 'shipshape list; zx --version; node -e ""')
}
