import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { exits, run, sh, step, target, text, write } from '../../../../playbooks/model/index.ts'
import { engine } from '../../../../runner/targets/engine/engine.ts'
import { ending, executeHere, temporaryFolder } from '../../../fixtures/execute.ts'
import { freePort } from '../../../fixtures/free-port.ts'
import { bringClient, guide, listen } from './doubles.ts'

afterEach(() => vi.unstubAllEnvs())

const title = { en: 'A step', 'zh-cn': '一步' }

test('what a person types names the address of an engine that is not on localhost', async () => {
  const port = await freePort()
  bringClient(temporaryFolder(), `tcp://127.0.0.2:${port}`)
  for (const name of ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH']) vi.stubEnv(name, undefined)
  await listen({ host: '127.0.0.2', port })
  const answers = step('answers', {
    title,
    action: run(sh`true`),
    checks: [
      exits(0),
      {
        kind: 'http',
        url: text`http://${target.address}:${String(port)}/info`,
        status: 200,
        mayHoldBefore: 'The double answers all the time.',
      },
    ],
    undo: 'nothing',
    idempotent: 'It only looks.',
  })
  const done = await executeHere(guide(answers), { target: engine, mode: 'verify' })
  expect(ending(done)).toEqual({ status: 'passed', why: undefined, leftovers: [] })
  const typed = done.events.flatMap((event) => (event.type === 'typed-by-hand' ? event.looks : []))
  expect(typed.map(({ line }) => line)).toContain(
    `curl -s -o /dev/null -w '%{http_code}\\n' http://127.0.0.2:${port}/info`,
  )
})

test('stand-ins on the reader’s engine are named, by what the engine says of the images that steps use', async () => {
  const socket = join(temporaryFolder(), 'docker.sock')
  bringClient(temporaryFolder(), `unix://${socket}`)
  await listen(socket)
  const used = step('used', {
    title,
    action: run(sh`echo docker run --name kept registry:2`),
    checks: [exits(0)],
    undo: 'nothing',
    idempotent: 'It only prints.',
  })
  const inFile = step('in-file', {
    title,
    action: write(text`compose.yaml`, text`services: { shell: { image: busybox:1.37 } }`),
    checks: [{ kind: 'file', where: 'host', path: text`compose.yaml`, state: 'present' }],
    undo: 'nothing',
  })
  const done = await executeHere(guide(used, inFile), { target: engine })
  // The engine's hello-world is one as well, but no step uses it; its busybox is the real one.
  expect(done.report.standIns).toEqual([{ image: 'registry:2', digest: `sha256:${'a'.repeat(64)}` }])
})
