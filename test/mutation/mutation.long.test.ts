import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { equals, exits, prints, run, sh, step, text } from '../../playbooks/model/index.ts'
import { labGuide, page, pageChecks, web, webChecks } from '../fixtures/lab-guide.ts'
import { mutateSome, mutateStep, survivors } from '../fixtures/mutation.ts'
import type { MutationReport } from './report.ts'

test('good checks catch every wrong command, and the world is restored after each', async () => {
  const report = await mutateSome(labGuide(web(webChecks), page(pageChecks)), 8)
  expect(survivors(report)).toEqual([])
  expect([report.share, report.freshTargets]).toEqual([1, 1])
})

test('checks that only ask for the exit code let wrong commands through', async () => {
  const report = await mutateSome(labGuide(web([exits(0)]), page([exits(0)])), 2)
  expect(survivors(report)).toEqual(
    expect.arrayContaining([
      'web: nothing: true',
      'web: swap: docker run -d -p 80:8800 --name web busybox:1.37 httpd -f',
      'page: nothing: true',
    ]),
  )
  expect(report.share).toBeLessThan(0.5)
})

const folderStep = step('folder', {
  title: { en: 'Make a folder', 'zh-cn': '创建目录' },
  action: run(sh`docker exec web mkdir /one && echo made`),
  checks: [exits(0), prints(equals(text`made`))],
  undo: run(sh`docker exec web rmdir /one`),
})

const mutateFolder = (...lines: readonly string[]): Promise<MutationReport> =>
  mutateStep('folder', labGuide(web([exits(0)]), folderStep), ...lines)

test('a verdict on a target that an earlier wrong command had spoiled unseen is not believed', async () => {
  const report = await mutateFolder('docker exec web mkdir /one && echo other', 'docker exec web mkdir /one; echo made')
  expect(survivors(report)).toEqual(['folder: docker exec web mkdir /one; echo made'])
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

test('a target that breaks is no verdict: another one is asked', async () => {
  const flag = join(await mkdtemp(join(tmpdir(), 'mutation-')), 'broken')
  const report = await mutateFolder(
    `[ -e ${flag} ] || { touch ${flag}; kill -9 $$; }; docker exec web mkdir /one && echo made`,
    'kill -9 $$',
  )
  expect(survivors(report)).toEqual([
    `folder: [ -e ${flag} ] || { touch ${flag}; kill -9 $$; }; docker exec web mkdir /one && echo made`,
  ])
  expect(report.caught).toBe(1)
})
