import { join } from 'node:path'
import { expect, test } from 'vitest'
import { english } from '../../../fixtures/english.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { launch } from '../../../fixtures/process.ts'
import { reportOf } from '../../../fixtures/verified.ts'

const labCli = join(import.meta.dirname, '../../../fixtures/lab-cli.ts')

const runs = async (
  guide: string,
): Promise<{ readonly report: ReturnType<typeof reportOf>; readonly code: unknown }> => {
  const args = ['--disable-warning=ExperimentalWarning', labCli, 'run', guide, '--json']
  const ended = await launch(process.execPath, args, { SHIPSHAPE_STATE: temporaryFolder() }).ended
  return { report: reportOf(ended), code: ended.code }
}

const whys = ({ steps }: ReturnType<typeof reportOf>): object =>
  Object.fromEntries(steps.map(({ id, status, why }) => [id, `${status}: ${english(why ?? { en: '', 'zh-cn': '' })}`]))

test('what the lab does not serve blocks the steps that need it, and only these', async () => {
  const { report, code } = await runs('beyond')
  const noTag =
    'blocked: Docker Hub is unreachable, and there is no stand-in for nginx:1.99; there are: nginx:1.26. ' +
    'Run it where Docker Hub can be reached, or use one of these images.'
  expect(whys(report)).toEqual({
    web: 'passed: ',
    tag: noTag,
    'uses-tag': noTag,
    registry: 'blocked: “quay.io” cannot be reached from here. Run it on a computer that can reach it.',
    lesson: 'passed: ',
  })
  expect([report.status, code]).toEqual(['incomplete', 3])
  expect(report.standIns.map(({ image }) => image)).toEqual(['busybox:1.37'])
})

test('a registry that ends in the middle of a run blocks the pull', async () => {
  const { report, code } = await runs('ends')
  expect(whys(report)).toEqual({
    end: 'passed: ',
    pull:
      'blocked: Docker Hub is unreachable, and the registry that serves the stand-ins has ended. ' +
      'Run the guide again.',
  })
  expect([report.status, code]).toEqual(['incomplete', 3])
})

test('a guide that names a container that does not exist fails, as nothing from outside is missing', async () => {
  const { report, code } = await runs('misspelt')
  expect([report.status, code, report.steps[0]?.status]).toEqual(['failed', 1, 'failed'])
})
