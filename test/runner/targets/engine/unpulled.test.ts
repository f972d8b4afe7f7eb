import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type CommandLine, exits, run, sh, step } from '../../../../playbooks/model/index.ts'
import { engine } from '../../../../runner/targets/engine/engine.ts'
import { ending, executeHere, temporaryFolder } from '../../../fixtures/execute.ts'
import { bringClient, guide, listen } from './doubles.ts'

beforeEach(async () => {
  const folder = temporaryFolder()
  const socket = join(folder, 'docker.sock')
  for (const name of ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH']) vi.stubEnv(name, undefined)
  bringClient(folder, `unix://${socket}`)
  await listen(socket)
})
afterEach(() => vi.unstubAllEnvs())

const outcome = async (line: CommandLine): Promise<object> => {
  const title = { en: 'A step', 'zh-cn': '一步' }
  const one = step('one', { title, action: run(line), checks: [exits(0)], undo: 'nothing', idempotent: 'A fixture.' })
  const done = await executeHere(guide(one), { target: engine })
  const [first] = done.report.steps
  return { status: first?.status, why: first?.why?.en, ends: Reflect.get(ending(done), 'status') as unknown }
}

const hub = 'Get "https://registry-1.docker.io/v2/": lookup registry-1.docker.io: no such host'

test.each([
  ['typed', sh`docker pull -q nginx:1.26; exit 1`],
  ['printed by a run', sh`echo "Unable to find image 'nginx:1.26' locally" >&2; exit 125`],
  ['printed by a build', sh`echo 'ERROR: failed to resolve source metadata for nginx:1.26: dial' >&2; exit 1`],
])('an image whose registry the engine cannot reach blocks its step: %s', async (_, line) => {
  expect(await outcome(line)).toEqual({
    status: 'blocked',
    why:
      `Your engine cannot pull nginx:1.26, because its registry is out of reach: “${hub}”. ` +
      'Try again with access to the registry: docker pull nginx:1.26',
    ends: 'blocked',
  })
})

test('a registry that limits requests blocks the step', async () => {
  expect(await outcome(sh`docker pull limited:1; exit 1`)).toMatchObject({ status: 'blocked' })
})

test.each([
  ['does not know', sh`docker pull nginx:1.99; exit 1`],
  ['does not give', sh`docker pull ngnix:1.26; exit 1`],
  ['has given already', sh`echo "Unable to find image 'nginx:1.0' locally"; exit 1`],
])('an image that the registry %s fails the guide', async (_, line) => {
  expect(await outcome(line)).toMatchObject({ status: 'failed', ends: 'failed' })
})

test('a step that fails without any image fails the guide', async () => {
  expect(await outcome(sh`docker logs nginx:1.26; exit 1`)).toMatchObject({ status: 'failed', ends: 'failed' })
})
