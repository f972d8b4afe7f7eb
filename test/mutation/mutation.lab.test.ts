import { expect, test } from 'vitest'
import { equals, exits, prints, run, sh, step, text } from '../../playbooks/model/index.ts'
import { labGuide, page, web, webChecks } from '../fixtures/lab-guide.ts'
import { mutate, mutateStep, survivors } from '../fixtures/mutation.ts'
import { launch } from '../fixtures/process.ts'

/** A sample: the rest is in `mutation.long.test.ts`. */
test('good checks catch every wrong command, checks that only ask for the exit code do not', async () => {
  const report = await mutate(labGuide(web(webChecks), page([exits(0)])), 2)
  expect(survivors(report).filter((name) => name.startsWith('web'))).toEqual([])
  expect(survivors(report)).toContain('page: nothing: true')
  expect(report.freshTargets).toBe(1)
})

const removeWeb = step('remove-web', {
  title: { en: 'Remove the web server', 'zh-cn': '删除网页服务器' },
  action: run(sh`docker rm -f web`),
  checks: [exits(0), prints(equals(text`web`)), { kind: 'container', name: text`web`, state: 'absent' }],
  undo: 'nothing',
})

test('what a wrong command destroyed comes back with the machine that was kept', async () => {
  const report = await mutateStep(
    'remove-web',
    labGuide(web([exits(0)]), removeWeb),
    'docker rm -f web >/dev/null',
    'docker rm -f -v web',
  )
  expect([survivors(report), report.freshTargets]).toEqual([['remove-web: docker rm -f -v web'], 1])
})

test('“npm run mutation -- boot2docker --step init” tells the share, and exits 0 when it is good enough', async () => {
  const { code, stdout } = await launch('npm', ['run', '--silent', 'mutation', '--', 'boot2docker', '--step', 'init'])
    .ended
  expect(stdout).toContain('2 of 2 wrong commands caught, 100.0 %')
  expect(code).toBe(0)
})
