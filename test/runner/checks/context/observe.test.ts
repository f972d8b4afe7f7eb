import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { observe } from '../../../../runner/checks/context/observe.ts'
import type { LookContext } from '../../../../runner/checks/look/context.ts'
import type { Observation } from '../../../../runner/contract/observation.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

/** What docker(1) 28 writes for “docker context create shipshape-mac”. */
const written = {
  Name: 'shipshape-mac',
  Metadata: {},
  Endpoints: { docker: { Host: 'tcp://192.168.59.103:2376', SkipTLSVerify: false } },
}
const path = '.docker/contexts/meta/59c87c7ae14a6a2e9d4b26538853b1d92d150b66d132d598a9f5007ef9589499/meta.json'

const seeIn = (home: string, name: string): Promise<Observation> =>
  observe({ kind: 'context', name, state: 'present' }, {
    absolute: (from: string) => from.replace('~', home),
  } as LookContext) // the only part of it that this kind uses

test('a context is found under the checksum of its name, with its endpoint', async () => {
  const home = temporaryFolder()
  mkdirSync(dirname(join(home, path)), { recursive: true })
  writeFileSync(join(home, path), JSON.stringify(written))
  expect(await seeIn(home, 'shipshape-mac')).toEqual({ kind: 'content', content: 'tcp://192.168.59.103:2376' })
  expect(await seeIn(home, 'shipshape-win')).toEqual({ kind: 'absent' })
})
