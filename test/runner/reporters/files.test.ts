import { expect, test } from 'vitest'
import { exits, run, sh } from '../../../playbooks/model/index.ts'
import { jsonReporter, reportFile } from '../../../runner/reporters/json.ts'
import { executeHere } from '../../fixtures/execute.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'

const wrong = playbookOf(
  make('one', { action: run(sh`touch one; printf 'a & <b> ]]> \e[31mred\0'`) }),
  make('two', { checks: [exits(3)] }),
  make('three'),
)

test('a report file holds the reports as they are', async () => {
  const { report } = await executeHere(wrong)
  expect(JSON.parse(reportFile([report]))).toEqual({ reports: [report] })
})

test('each event is one line of JSON, whatever it holds', async () => {
  const { events, report } = await executeHere(wrong)
  const lines: string[] = []
  const reporter = jsonReporter((line) => void lines.push(line))
  for (const event of events) reporter.event({ ...event, seq: 1, at: '' }, report)
  reporter.end(report)
  expect(lines.filter((line) => line.includes('\n'))).toEqual([])
  expect(lines.map((line) => JSON.parse(line) as unknown).at(-1)).toEqual({ report })
})
