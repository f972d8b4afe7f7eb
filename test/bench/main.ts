import { parseArgs } from 'node:util'
import { measureLab } from './lab.ts'
import { measureStart, measureSteps } from './steps.ts'
import { table, type Row } from './table.ts'
import { measureTimeline } from './timeline.ts'

/** `npm run bench`: the figures of this computer. Trust the ratios; the times depend on what else it does. */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    guides: { type: 'string', default: '80' },
    'without-lab': { type: 'boolean', default: false },
    timeline: { type: 'boolean', default: false },
  },
})
const rounds = Math.max(1, Number.parseInt(values.rounds, 10) || 7)
const guides = Math.max(1, Number.parseInt(values.guides, 10) || 80)

const measured = async (what: string, measure: () => Promise<readonly Row[]>): Promise<readonly Row[]> => {
  process.stderr.write(`Measuring ${what} …\n`)
  return measure()
}

const timeline = (): Promise<readonly Row[]> =>
  measured('a fresh clone’s timeline, which takes minutes', measureTimeline)

const figures = async (): Promise<readonly Row[]> => [
  ...(await measured('the start of the runner', async () => [await measureStart(rounds)])),
  ...(await measured('steps, in turns with others', () => measureSteps(rounds))),
  ...(values['without-lab'] ? [] : await measured('the machine', () => measureLab(Math.min(rounds, 3), guides))),
]

const rows = await (values.timeline ? timeline() : figures())
process.stdout.write(
  values.json
    ? `${JSON.stringify(rows, undefined, 2)}\n`
    : `${table(rows)}\n\n${values.timeline ? 'Measured once.' : 'Medians. In brackets: ours as a multiple of it.'}\n`,
)
