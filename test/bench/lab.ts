import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { findImage } from '../../runner/lab/image/obtain.ts'
import { obtainReady } from '../../runner/lab/ready.ts'
import { cacheDir } from '../../runner/paths.ts'
import { median } from './measure.ts'
import type { Row } from './table.ts'
import { type Bench, floor, memoryMegabytes, openBench, seconds, secondsOf } from './vm.ts'

const untilDocker = 'boot2docker up && eval "$(boot2docker shellinit)" && docker version'

type Figure = 'floor' | 'cold' | 'snapshot' | 'saved' | 'ready' | 'first' | 'second'
type Figures = Readonly<Record<Figure, number[]>>

/** A snapshot inside the disk, as QEMU before 9.0 saves. */
const withSnapshot = `node '${join(import.meta.dirname, 'save-snapshot.ts')}' ~/.boot2docker/machines/boot2docker-vm`

const oneRound = async (bench: Bench, take: (figure: Figure, value: number | undefined) => void): Promise<void> => {
  take('floor', await secondsOf(await floor()))
  take('cold', await seconds(bench, untilDocker))
  await seconds(bench, withSnapshot)
  take('snapshot', await seconds(bench, untilDocker))
  await seconds(bench, 'boot2docker save')
  take('saved', await seconds(bench, untilDocker))
  await seconds(bench, 'boot2docker down')
  await using first = await openBench('ready')
  take('ready', first.seconds)
  const alone = (await memoryMegabytes(first.folder)) ?? 0
  take('first', alone)
  await using second = await openBench('ready')
  const both = await Promise.all([memoryMegabytes(first.folder), memoryMegabytes(second.folder)])
  take('second', (both[0] ?? 0) + (both[1] ?? 0) - alone)
}

const measureMachine = async (rounds: number): Promise<Figures> => {
  const figures: Figures = { floor: [], cold: [], snapshot: [], saved: [], ready: [], first: [], second: [] }
  await using bench = await openBench('none')
  await seconds(bench, 'boot2docker init')
  for (let round = 0; round < rounds; round += 1) {
    await oneRound(bench, (figure, value) => (value === undefined ? undefined : figures[figure].push(value)))
  }
  await seconds(bench, 'boot2docker delete')
  return figures
}

/** How many in a row; the most is what the caller asks for. */
const series = (most: number): readonly number[] => [1, 10, most].filter((times, at, all) => all.indexOf(times) === at)

/** Opening the lab, ten `echo` steps, closing it, `times` times in a row; seconds for each. */
const guideSeconds = async (times: number): Promise<number> => {
  const since = performance.now()
  for (let guide = 0; guide < times; guide += 1) {
    await using bench = await openBench('none')
    for (let step = 0; step < 10; step += 1) await seconds(bench, 'echo hello')
  }
  return (performance.now() - since) / 1000 / times
}

setFlagsFromString('--expose-gc')
const collectGarbage = (): void => void runInNewContext('gc()')

/**
 * Megabytes that are still in use: what the process holds besides is V8's reserve, which it grows before it collects.
 */
const liveMegabytes = (): number => {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1e6
}

const measureGuides = async (most: number): Promise<readonly Row[]> => {
  const rows: Row[] = []
  for (const times of series(most)) {
    const before = liveMegabytes()
    const ours = await guideSeconds(times)
    const grown = Math.max(0, liveMegabytes() - before)
    rows.push({
      what: `the lab for a guide, ${times} in a row`,
      unit: 's',
      ours,
      others: {},
      note: `each; ten \`echo\` steps; live memory +${grown.toFixed(0)} MB`,
    })
  }
  return rows
}

const imageMegabytes = async (): Promise<number | undefined> => {
  const image = await findImage({ architecture: 'amd64', cache: cacheDir(), progress: () => undefined })
  return image && (await stat(image.iso)).size / 1e6
}

/** The rows that need a machine, beside the least that this QEMU and this kernel could take. */
export const measureLab = async (rounds: number, guides: number): Promise<readonly Row[]> => {
  await obtainReady({ cache: cacheDir(), progress: () => undefined, signal: new AbortController().signal })
  const figures = await measureMachine(rounds)
  const of = (figure: Figure): number | undefined =>
    figures[figure].length === 0 ? undefined : median(figures[figure])
  const row = (what: string, figure: Figure, note: string): Row => ({
    what,
    unit: 's',
    ours: of(figure),
    others: { floor: of('floor') },
    note,
  })
  return [
    row('cold boot to `docker version`', 'cold', 'boot2docker up, shellinit, docker version'),
    row('from a snapshot in the disk', 'snapshot', 'the same, by -loadvm'),
    row('start after `save`', 'saved', 'the same, after boot2docker save'),
    row('a ready VM in a run', 'ready', 'its RAM mapped; from asking to an engine that answers'),
    ...(await measureGuides(guides)),
    { what: 'the image, compressed', unit: 'MB', ours: await imageMegabytes(), others: {}, note: 'boot2docker.iso' },
    { what: 'memory of a ready VM', unit: 'MB', ours: of('first'), others: {}, note: 'PSS of QEMU' },
    {
      what: 'memory of a second one',
      unit: 'MB',
      ours: of('second'),
      others: {},
      note: 'what it adds to that: PSS of both, less that of one',
    },
  ]
}
