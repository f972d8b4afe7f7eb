import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { probePrograms, searchPlaces } from '../../../runner/setup/probe.mjs'
import type { Program } from '../../../runner/setup/programs.mjs'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-probe-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const put = async (name: string, text: string): Promise<void> => {
  await writeFile(join(folder, name), text)
  await chmod(join(folder, name), 0o755)
}
const program = (name: string, least?: number): Program => ({
  names: [name],
  why: 'is tried here',
  use: 'machine',
  ask: ['--version'],
  ...(least === undefined ? {} : { least }),
})

test('a program reports its version itself, on whichever stream', async () => {
  await put('speaks', '#!/bin/sh\necho "speaks version 3.4.5 (2023)"\n')
  await put('mutters', '#!/bin/sh\necho "mutters 1.47.0 (5-Feb-2023)" >&2; exit 1\n')
  await put('old', '#!/bin/sh\necho "old 7.2.19"\n')
  await put('broken', '#!/no/such/interpreter\n')
  const found = await probePrograms(
    [program('speaks'), program('mutters'), program('old', 8), program('broken'), program('absent')],
    { places: [folder] },
  )
  expect(found.map(({ state, version }) => [state, version])).toEqual([
    ['ok', '3.4.5'],
    ['ok', '1.47.0'],
    ['too-old', '7.2.19'],
    ['does-not-start', undefined],
    ['missing', undefined],
  ])
})

test('a program is asked again only when it has changed', async () => {
  const memory = join(folder, 'memory.json')
  await put('counted', `#!/bin/sh\necho x >> ${folder}/count; echo 1.0\n`)
  await probePrograms([program('counted')], { places: [folder], memory })
  await put('counted', '#!/bin/sh\nexit 127\n')
  expect((await probePrograms([program('counted')], { places: [folder], memory }))[0]?.state).toBe('does-not-start')
  await put('counted', `#!/bin/sh\necho 2.0 # longer than before\n`)
  expect((await probePrograms([program('counted')], { places: [folder], memory }))[0]?.version).toBe('2.0')
  await writeFile(memory, '{ damaged')
  expect((await probePrograms([program('counted')], { places: [folder], memory }))[0]?.version).toBe('2.0')
})

test('the system’s places are searched too, what npm adds is not', () => {
  expect(searchPlaces({ PATH: '/checkout/node_modules/.bin:/usr/bin:/usr/sbin' })).toEqual([
    '/usr/bin',
    '/usr/sbin',
    '/usr/local/sbin',
    '/sbin',
  ])
})
