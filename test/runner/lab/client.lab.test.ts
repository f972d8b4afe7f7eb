import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type Client, findClient, obtainClient } from '../../../runner/lab/client/index.ts'
import { cacheDir } from '../../../runner/paths.ts'
import { linkPlugins } from '../../../runner/targets/lab/environment.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const wanted = { progress: () => undefined, signal: new AbortController().signal }
let client: Client
beforeAll(async () => {
  client = await obtainClient({ cache: cacheDir(), ...wanted })
})

const ask = (args: readonly string[], settings: string): string =>
  execFileSync(client.docker, args, { encoding: 'utf8', env: { DOCKER_CONFIG: settings, PATH: '/usr/bin:/bin' } })

test('the client and its plugins are executed on this computer, in the versions that it names', async () => {
  const settings = temporaryFolder()
  await linkPlugins(settings, client)
  const numbers = Object.values(client.versions).map((version) => version.replace(/\+.*|-\d+$/, ''))
  expect(Object.keys(client.versions).sort()).toEqual(['docker-buildx', 'docker-cli', 'docker-compose'])
  const said = [['--version'], ['buildx', 'version'], ['compose', 'version']].map((args) => ask(args, settings))
  expect(said.map((text) => numbers.find((number) => text.includes(number)))).toEqual([
    client.versions['docker-cli']?.replace(/\+.*/, ''),
    client.versions['docker-buildx']?.replace(/\+.*/, ''),
    client.versions['docker-compose']?.replace(/-\d+$/, ''),
  ])
})

test('a damaged client counts as missing and is made again from the packages that are there', async () => {
  const cache = temporaryFolder()
  for (const name of ['client', 'packages']) {
    mkdirSync(join(cache, name))
    cpSync(join(cacheDir(), name), join(cache, name), { recursive: true })
  }
  const found = await findClient({ cache })
  expect(found?.docker).toMatch(/\/docker$/)
  const right = readFileSync(found?.docker ?? '')
  writeFileSync(found?.docker ?? '', right.subarray(0, 1000))
  expect(await findClient({ cache })).toBeUndefined()
  const again = await obtainClient({ cache, ...wanted })
  expect(readFileSync(again.docker).equals(right)).toBe(true)
  expect(readdirSync(join(again.docker, '../..')).filter((name) => name.startsWith('.'))).toEqual([])
})
