import { expect, onTestFinished, test } from 'vitest'
import { builds } from '../../playbooks/builds.ts'
import { composeGuide } from '../../playbooks/compose.ts'
import { containers } from '../../playbooks/containers.ts'
import { firstContainer } from '../../playbooks/first-container.ts'
import { openEngineShell } from '../fixtures/on-engine.ts'
import { idsOf, wrongIn } from '../fixtures/verified.ts'

test.each([
  [containers.id, 'socket', containers, ['busybox:1.37'], ['busybox']],
  // What an image is built on is kept in the build cache, not as an image, so that the engine says nothing of it.
  [composeGuide.id, 'tls', composeGuide, ['redis:8.0'], ['redis']],
  [builds.id, 'tls', builds, [], []],
  [firstContainer.id, 'tls', firstContainer, ['hello-world:latest', 'nginx:1.26'], ['hello-world', 'nginx']],
  [firstContainer.id, 'ssh', firstContainer, ['hello-world:latest', 'nginx:1.26'], ['hello-world', 'nginx']],
] as const)(
  'every step of %s is verified on the reader’s own engine, by %s',
  { timeout: 20 * 60_000 },
  async (_id, way, guide, standIns, pulled) => {
    const shell = await openEngineShell(way)
    onTestFinished(() => shell.close())
    const { ended, report } = await shell.verify(guide)
    expect(wrongIn(report)).toEqual([])
    expect(report.target?.description).toMatch(/^engine: boot2docker \(engine \S+\), DOCKER_HOST$/)
    expect([report.status, report.leftovers, ended.exitCode]).toEqual(['passed', [], 0])
    expect(idsOf(report)).toEqual(idsOf(guide))
    expect(report.standIns.map(({ image }) => image).toSorted()).toEqual(standIns)
    // It leaves no container, and only the images that it pulled.
    const left = await shell.run(`docker ps -aq; docker volume ls -q; docker image ls --format '{{.Repository}}'`)
    expect(left.out.split('\n').filter(Boolean).toSorted()).toEqual(pulled)
  },
)

test(
  'steps that mount a folder which the engine cannot see are blocked, and no others',
  { timeout: 600_000 },
  async () => {
    const shell = await openEngineShell()
    onTestFinished(() => shell.close())
    const { ended, report } = await shell.verify(firstContainer, 'elsewhere')
    const blocked = report.steps.filter(({ status }) => status === 'blocked')
    expect(blocked[0]).toMatchObject({
      id: 'serve',
      why: { en: expect.stringContaining(`cannot mount ${shell.home}/elsewhere/`) as string },
    })
    expect(report.steps.filter(({ status }) => !['passed', 'blocked'].includes(status))).toEqual([])
    expect([report.status, report.leftovers, ended.exitCode]).toEqual(['incomplete', [], 3])
  },
)
