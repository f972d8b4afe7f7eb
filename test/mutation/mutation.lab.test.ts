import { expect, test } from 'vitest'
import { exits } from '../../playbooks/model/index.ts'
import { labGuide, page, web, webChecks } from '../fixtures/lab-guide.ts'
import { mutateSome, survivors } from '../fixtures/mutation.ts'
import { launch } from '../fixtures/process.ts'

/** A sample: the rest is in `mutation.long.test.ts`. */
test('good checks catch every wrong command, checks that only ask for the exit code do not', async () => {
  const report = await mutateSome(labGuide(web(webChecks), page([exits(0)])), 2)
  expect(survivors(report).filter((name) => name.startsWith('web'))).toEqual([])
  expect(survivors(report)).toContain('page: nothing: true')
  expect(report.freshTargets).toBe(1)
})

test('“npm run mutation -- boot2docker --step init” prints the share, and exits 0 when it is good enough', async () => {
  const { code, stdout } = await launch('npm', ['run', '--silent', 'mutation', '--', 'boot2docker', '--step', 'init'])
    .ended
  expect(stdout).toContain('2 of 2 wrong commands caught, 100.0 %')
  expect(code).toBe(0)
})
