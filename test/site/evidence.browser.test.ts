import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { armOnMac } from '../../playbooks/arm-on-mac.ts'
import { boot2docker } from '../../playbooks/boot2docker.ts'
import { dockerForMac } from '../../playbooks/docker-for-mac.ts'
import { images } from '../../playbooks/images.ts'
import { portsAndNetworks } from '../../playbooks/ports-and-networks.ts'
import { windowsOnFusion } from '../../playbooks/windows-on-fusion.ts'
import { evidenceFile } from '../../runner/evidence/format.ts'
import { archiveOf, forge, gitAt, keepRunOf, removeFolder } from '../fixtures/evidence.ts'
import { copyOfTree } from '../recipes/copy.ts'

const day = 24 * 60 * 60_000
const written = (locale: 'en-GB' | 'zh-CN', time: number): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: locale === 'en-GB' ? 'medium' : 'long', timeZone: 'UTC' }).format(time)
const [yesterday, longAgo] = [Date.now() - day, Date.now() - 200 * day]

// In this checkout: Astro cannot use packages that have only the root folder in common with what it builds.
const copy = copyOfTree(join(import.meta.dirname, '../../test-results'))
const evidenceOf = (name: string): string => join(copy, 'public/evidence', name)

/** Guides for each of five marks, in a copy of this checkout with a history of its own; no other has evidence. */
const makeEvidence = async (): Promise<void> => {
  const { archive: made, folder } = await archiveOf([
    armOnMac,
    boot2docker,
    images,
    portsAndNetworks,
    dockerForMac,
    windowsOnFusion,
  ])
  removeFolder(folder)
  for (const args of [
    ['init', '--quiet'],
    ['add', 'playbooks', 'runner', 'package-lock.json', 'tsconfig.json'],
    ['commit', '--quiet', '--message=All'],
  ])
    gitAt(new Date(longAgo - day).toISOString(), copy, args)
  const inPublic = (name: string): string => join(copy, 'public', name)
  const folders = { evidence: inPublic('evidence'), recordings: inPublic('recordings'), journals: inPublic('journals') }
  const archive = { ...made, ...folders, checkout: copy, now: Date.now() }
  const standIns = ['nginx:1.26']
  for (const file of readdirSync(folders.evidence).filter((name) => name.endsWith('.json'))) rmSync(evidenceOf(file))
  await keepRunOf(archive, armOnMac, { startedAt: yesterday, standIns })
  await keepRunOf(archive, portsAndNetworks, { startedAt: yesterday })
  await keepRunOf(archive, boot2docker, { startedAt: yesterday })
  await keepRunOf(archive, dockerForMac, { startedAt: longAgo })
  await keepRunOf(archive, images, {
    startedAt: yesterday,
    status: 'incomplete',
    statuses: { search: 'blocked' },
    standIns,
  })
  writeFileSync(
    evidenceOf(evidenceFile('windows-on-fusion', 'fusion')),
    readFileSync(evidenceOf(evidenceFile('boot2docker', 'lab')), 'utf8'),
  )
  forge(evidenceOf('windows-on-fusion.fusion.json'), (it) => ({
    ...{ ...it, playbook: 'windows-on-fusion', target: 'fusion', recording: null },
  }))
  forge(evidenceOf('boot2docker.lab.json'), (it) => ({ ...it, dirty: ['runner/cli.ts'] }))
  const report = join(copy, 'public/mutation/boot2docker.json')
  writeFileSync(report, readFileSync(report, 'utf8').replace(/"survived": \d+/, '"survived": 0'))
}

const build = (): void => {
  const args = ['node_modules/astro/bin/astro.mjs', 'build', '--config', 'site/astro.config.ts']
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' }
  execFileSync(process.execPath, args, { cwd: copy, env, stdio: 'pipe' })
}

beforeAll(async () => {
  await makeEvidence()
  build()
})

const page = (path: string): string => readFileSync(join(copy, 'dist', path, 'index.html'), 'utf8')

const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** The text of the mark at the head of a guide, with what is below it; and the addresses that it links to. */
const markOn = (path: string): { readonly text: string; readonly links: readonly string[] } => {
  const html = page(path)
  const [, after = ''] = html.split('data-part="mark">')
  const [mark = ''] = after.split('<dl class="run-facts"')
  return { text: plain(mark), links: [...mark.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href) }
}

const recordingOf = (guide: string): unknown =>
  expect.stringMatching(new RegExp(`^/recordings/${guide}\\.lab\\.[0-9a-f]{12}\\.cast$`))

describe('the head of a guide shows its mark, the reasons and the evidence', () => {
  test('when it was verified with stand-ins', () => {
    expect(markOn('arm-on-mac')).toEqual({
      text:
        `Verified on ${written('en-GB', yesterday)}, with stand-ins for nginx:1.26 Transcript Recording Images that ` +
        'were built here, in place of those of Docker Hub nginx:1.26 for docker.io/library/nginx:1.26',
      links: ['/evidence/arm-on-mac/', '/evidence/arm-on-mac/transcript/', recordingOf('arm-on-mac')],
    })
    expect(markOn('zh-cn/arm-on-mac')).toEqual({
      text:
        `已于${written('zh-CN', yesterday)}验证，使用替身镜像（nginx:1.26） 运行记录 录制 ` +
        '在本地构建、用来代替 Docker Hub 上镜像的镜像 nginx:1.26（代替 docker.io/library/nginx:1.26）',
      links: ['/zh-cn/evidence/arm-on-mac/', '/zh-cn/evidence/arm-on-mac/transcript/', recordingOf('arm-on-mac')],
    })
  })

  test('when a step was blocked', () => {
    const number = images.steps.findIndex(({ id }) => id === 'search') + 1
    expect(markOn('images').text).toMatch(
      new RegExp(
        `^Partly verified on ${written('en-GB', yesterday)}: one step was not run Transcript Recording ` +
          `Steps that were not run step ${number}, [^:]+: No network\\. Images that were built here`,
      ),
    )
    expect(markOn('zh-cn/images').text).toMatch(
      new RegExp(
        `^已于${written('zh-CN', yesterday)}部分验证：有 1 个步骤没有运行 .*第 ${number} 步“[^”]+”：没有网络。`,
      ),
    )
  })

  test('when the run is too long ago', () => {
    expect(markOn('docker-for-mac').text).toBe(
      `Last verified 200 days ago, on ${written('en-GB', longAgo)} Transcript Recording`,
    )
    expect(markOn('zh-cn/docker-for-mac').text).toBe(
      `上次验证是在 200 天前（${written('zh-CN', longAgo)}） 运行记录 录制`,
    )
  })

  test('when evidence was forged', () => {
    expect(markOn('boot2docker')).toEqual({
      text: 'Evidence is invalid: files differed from the commit when it ran: runner/cli.ts',
      links: ['/evidence/boot2docker/'],
    })
    expect(markOn('zh-cn/boot2docker').text).toBe('证据无效：运行时有文件与提交不一致：runner/cli.ts')
  })

  test('when there is evidence of a run that no program can make', () => {
    const invalid = 'Evidence is invalid: no program can run a guide on “fusion” yet'
    expect(markOn('windows-on-fusion').text).toMatch(new RegExp(`^${invalid}`))
    expect(markOn('zh-cn/windows-on-fusion').text).toMatch(/^证据无效：目前还没有程序能在“fusion”上运行指南/)
  })
})

test('the list of guides shows the same marks', () => {
  const kinds = (path: string): readonly string[] =>
    [...page(path).matchAll(/data-proof="([^"]*)"/g)]
      .map(([, kind = '']) => kind)
      .filter((kind) => kind !== 'not-proven')
  const marks = ['incomplete', 'proven', 'invalid', 'stale', 'proven-with-stand-ins', 'invalid']
  expect([kinds(''), kinds('zh-cn')]).toEqual([marks, marks])
})

describe('the evidence page of a guide', () => {
  const factsOn = (path: string): string => plain(page(path).split('<main')[1]?.split('</main>')[0] ?? '')

  test('says with what, when and where it was verified, and links to the transcript and the files', () => {
    const html = page('evidence/arm-on-mac')
    expect(factsOn('evidence/arm-on-mac')).toMatch(
      new RegExp(
        `Verified on ${written('en-GB', yesterday)}, with stand-ins for nginx:1\\.26 Transcript of the run ` +
          'Result Passed · 29 of 29 steps passed When .* VM the lab ' +
          '\\(QEMU 10\\.0\\.2, emulated\\) .*Kernel 6\\.12\\.118 Engine 26\\.1\\.5 ' +
          '.*Stand-ins nginx:1\\.26 in place of docker\\.io/library/nginx:1\\.26 .*' +
          'Earlier runs 20',
      ),
    )
    for (const address of ['/evidence/arm-on-mac/transcript/', '/evidence/arm-on-mac.lab.json'])
      expect(html).toContain(`href="${address}"`)
    const [, journal = ''] = /href="(\/journals\/[^"]*)"/.exec(html) ?? []
    expect(readFileSync(join(copy, 'dist', journal), 'utf8')).toContain('"type":"run-finished"')
    expect(factsOn('zh-cn/evidence/arm-on-mac')).toContain('29 步中有 29 步通过')
  })

  test('lists every reason why evidence is invalid, and shows no run of it', () => {
    const facts = factsOn('evidence/boot2docker')
    expect(facts).toContain('Why it is invalid: files differed from the commit when it ran: runner/cli.ts')
    expect(facts).not.toContain('Transcript of the run')
    expect(page('evidence/boot2docker/transcript')).not.toContain('class="transcript-step"')
    expect(factsOn('evidence/boot2docker/transcript')).toContain('There is no run with valid evidence to show.')
  })

  test('leads to each step of the transcript, which leads back to the guide', () => {
    const [transcript, guide] = [page('evidence/arm-on-mac/transcript'), page('arm-on-mac')]
    const links = [...page('evidence/arm-on-mac').matchAll(/transcript\/#([^"]*)"/g)].map(([, id]) => id)
    expect(links).toEqual(armOnMac.steps.map(({ id }) => `step-${id}`))
    for (const id of links) {
      expect(transcript).toContain(`id="${id}"`)
      expect(transcript).toContain(`href="/arm-on-mac/#${id}"`)
      expect(guide).toContain(`id="${id}"`)
    }
  })
})

test('a recording is shown only where its evidence is valid', () => {
  const recorded = (path: string): boolean => page(path).includes('<shipshape-recording')
  expect([recorded('arm-on-mac'), recorded('boot2docker')]).toEqual([true, false])
})

/** The text of a step on the page of its guide. */
const stepOn = (path: string, step: string): string => {
  const [, after = ''] = page(path).split(`data-step="${step}"`)
  return plain(after.slice(after.indexOf('>') + 1).split('</shipshape-step>')[0] ?? '')
}

describe('each step says when it was verified, and what it printed then', () => {
  test('where its evidence is valid', () => {
    const day = written('en-GB', yesterday)
    expect(stepOn('arm-on-mac', 'pull-arm')).toContain(`, verified ${day} with stand-ins`)
    expect(page('arm-on-mac')).toContain(`<pre class="recorded" data-label="Output on ${day}">pull-arm is done</pre>`)
    expect(stepOn('docker-for-mac', 'version')).toMatch(
      new RegExp(` version is done \\d checks, verified ${written('en-GB', longAgo)} `),
    )
    expect(stepOn('zh-cn/arm-on-mac', 'pull-arm')).toContain(`${written('zh-CN', yesterday)}用替身镜像验证通过`)
  })

  test('and no such thing where that one was blocked, or the evidence is invalid', () => {
    expect(stepOn('images', 'search')).toMatch(/ checks?, not verified /)
    expect(stepOn('images', 'search')).not.toContain('is done')
    expect(page('boot2docker')).not.toMatch(/, verified |class="recorded"/)
    expect(stepOn('zh-cn/boot2docker', 'up')).toContain('项检查，尚未验证')
  })
})

test('the home page plays three steps of a verified run, with the result of each', () => {
  const results = (path: string): readonly string[] =>
    [...page(path).matchAll(/class="result"[^>]*>([^<]*)</g)].map(([, result = '']) => result.trim())
  expect([results('').length, results('zh-cn').length]).toEqual([3, 3])
  expect(results('')[0]).toMatch(/^✓ Publish a port: \d+ checks passed$/)
  expect(page('')).toContain('publish is done')
})

test('a mutation report that was edited is not believed', () => {
  const detected = (path: string): string =>
    plain(page(path).split('data-part="detected">')[1]?.split('</dd>')[0] ?? '')
  expect(detected('boot2docker')).toBe(
    'the report of wrong commands is invalid: its numbers do not agree with the commands that it lists',
  )
  expect(detected('zh-cn/boot2docker')).toBe('错误命令测试的报告无效：其中的数字与列出的命令不符')
  expect(detected('images')).toMatch(/^detected \d+ of \d+ wrong commands/)
})
