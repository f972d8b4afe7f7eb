import { countFrom, runTool } from '../tool.ts'
import { measureLab } from './lab.ts'
import { measureStart, measureSteps } from './steps.ts'
import { table, type Row } from './table.ts'
import { measureTimeline } from './timeline.ts'

const help = `Usage: npm run bench -- [options]

Prints the figures of this computer, beside other tools in the same run. Trust the ratios; the times depend on what else
it does.

Options:
  --rounds N     how often each is measured, of which the median is shown (7)
  --guides N     how many guides run in a row, for the memory (80)
  --without-lab  only what needs no VM
  --timeline     only how long a fresh clone takes from its first command on; takes minutes
  --json         print the figures as JSON
  --help         show this

Example:
  $ npm run bench -- --without-lab --rounds 3`

interface Asked {
  readonly rounds: number
  readonly guides: number
  readonly withLab: boolean
}

const measured = async (what: string, measure: () => Promise<readonly Row[]>): Promise<readonly Row[]> => {
  process.stderr.write(`Measuring ${what} …\n`)
  return measure()
}

const timeline = (): Promise<readonly Row[]> =>
  measured('a fresh clone’s timeline, which takes minutes', measureTimeline)

const figures = async ({ rounds, guides, withLab }: Asked): Promise<readonly Row[]> => [
  ...(await measured('the start of the runner', async () => [await measureStart(rounds)])),
  ...(await measured('steps, in turns with others', () => measureSteps(rounds))),
  ...(withLab ? await measured('the machine', () => measureLab(Math.min(rounds, 3), guides)) : []),
]

await runTool({
  name: 'bench',
  help,
  config: {
    options: {
      json: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '7' },
      guides: { type: 'string', default: '80' },
      'without-lab': { type: 'boolean', default: false },
      timeline: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  },
  run: async ({ values }) => {
    const asked: Asked = {
      rounds: countFrom('bench', 'rounds', values.rounds),
      guides: countFrom('bench', 'guides', values.guides),
      withLab: !values['without-lab'],
    }
    const rows = await (values.timeline ? timeline() : figures(asked))
    const note = values.timeline ? 'Measured once.' : 'Medians. In brackets: ours as a multiple of it.'
    process.stdout.write(values.json ? `${JSON.stringify(rows, undefined, 2)}\n` : `${table(rows)}\n\n${note}\n`)
    return 0
  },
})
