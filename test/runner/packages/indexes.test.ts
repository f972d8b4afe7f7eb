import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sha256Of } from '../../../runner/host/digest.ts'
import { packagesFolder } from '../../../runner/packages/store.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { dropped, key, made, mirror, newer, obtain, suite, versions } from './mirroring.ts'
import { listed, makeKey, suiteFiles, type TestSuites } from './repository.ts'
import { archivesAt, obtaining } from './storing.ts'

describe('without an index that is right', () => {
  const other = made('tool', '0.9')
  const oldDebian: TestSuites = { bookworm: undefined, 'bookworm-security': undefined }

  /** A suite as a mirror has it after something has gone wrong. */
  const spoilt = async (change: (files: Map<string, Buffer>) => void): Promise<ReadonlyMap<string, Buffer>> => {
    const files = await suiteFiles(suite(listed(newer)))
    change(files)
    return files
  }

  const faults: Readonly<Record<string, () => Promise<TestSuites[string]>>> = {
    'is not there': async () => Promise.resolve(undefined),
    'is no signed text': () => spoilt((files) => files.set('InRelease', Buffer.from('<html>Please log in</html>'))),
    'is changed after it was signed': () =>
      spoilt((files) =>
        files.set('InRelease', Buffer.from(`${files.get('InRelease')?.toString()}`.replace('Origin: D', 'Origin: d'))),
      ),
    'is signed by somebody else': async () => ({ ...suite(listed(newer)), key: await makeKey() }),
    'is past its date': async () =>
      Promise.resolve({ ...suite(listed(newer)), release: { 'Valid-Until': 'Sat, 01 Nov 2025 00:00:00 UTC' } }),
    'has a date that is none': async () =>
      Promise.resolve({ ...suite(listed(newer)), release: { 'Valid-Until': 'soon' } }),
    'has too much to be one': () => spoilt((files) => files.set('InRelease', Buffer.alloc(5 << 20, 'x'))),
    'has no list': () => spoilt((files) => files.delete('main/binary-amd64/Packages.xz')),
    'has a list of another length': () =>
      spoilt((files) => files.set('main/binary-amd64/Packages.xz', Buffer.from('short'))),
    'has a list of another checksum': () =>
      spoilt((files) => files.get('main/binary-amd64/Packages.xz')?.fill('x', 20, 24)),
  }

  test.each(Object.entries(faults))('that %s, the older Debian is asked', async (_, fault) => {
    const server = await mirror([newer, other], { trixie: await fault(), ...oldDebian, bookworm: suite(listed(other)) })
    const { stored, notes } = await obtain([dropped], server)
    expect([stored, notes]).toMatchObject([[other], ['tool 1.0 (amd64) is no longer available; 0.9 was used instead.']])
  })

  test.each(Object.entries(faults))('that %s, another mirror is asked first', async (_, fault) => {
    const bad = await mirror([newer, other], { trixie: await fault() })
    const good = await mirror([newer], { trixie: suite(listed(newer)) })
    expect(versions(await obtain([dropped], bad, good))).toEqual(['1.1'])
  })

  test('by its date, it is believed when apt is configured not to check that', async () => {
    const release = { 'Valid-Until': 'Sat, 01 Nov 2025 00:00:00 UTC' }
    const { url } = await mirror([newer], { trixie: { ...suite(listed(newer)), release } })
    const archives = { ...archivesAt(url), checkValidUntil: false }
    expect(versions(await obtaining([dropped], temporaryFolder(), archives, { keys: [key.publicKey] }))).toEqual([
      '1.1',
    ])
  })

  test('nothing is taken from the older Debian that needs what the lock does not know', async () => {
    const bookworm = suite(listed(other, { Depends: 'lib-of-old (>= 1)' }))
    const server = await mirror([other], { trixie: undefined, bookworm })
    await expect(obtain([dropped], server)).rejects.toMatchObject({ code: 'broken' })
  })

  test('anywhere, the package is named with all reasons', async () => {
    const none = { trixie: undefined, 'trixie-updates': undefined, 'trixie-security': undefined }
    const { url, asked } = await mirror([], none)
    const failed = obtaining([dropped], temporaryFolder(), archivesAt(url), { keys: [key.publicKey] })
    const at = (archive: string, name: string): string =>
      `${name}: ${url}/${archive}/dists/${name}/InRelease answered 404`
    await expect(failed).rejects.toMatchObject({
      code: 'broken',
      message: `Debian no longer has tool 1.0 (amd64), and no other version could be found. The indexes are incomplete (${[
        ...[at('debian', 'trixie'), at('debian', 'trixie-updates'), at('debian-security', 'trixie-security')],
        ...[at('debian', 'bookworm'), at('debian-security', 'bookworm-security')],
      ].join('; ')}).`,
      hint: 'npx shipshape lab build',
    })
    expect(asked.length).toBe(6)
  })

  test('signed by Debian, nobody else is believed', async () => {
    const { url } = await mirror([newer], { trixie: suite(listed(newer)) })
    const failed = obtaining([dropped], temporaryFolder(), archivesAt(url))
    await expect(failed).rejects.toMatchObject({
      message: expect.stringContaining(`${url}/debian/dists/trixie/InRelease is not signed by Debian: `) as string,
    })
  })
})

describe('a package that exists nowhere', () => {
  test('is named, and the older Debian is not asked when all indexes are right', async () => {
    const server = await mirror([], { trixie: suite(listed(made('other', '1.0'))) })
    await expect(obtain([dropped], server)).rejects.toMatchObject({
      code: 'broken',
      message:
        'Debian no longer has tool 1.0 (amd64), and no other version could be found. No suite has one that fits.',
      hint: 'npx shipshape lab build',
    })
    expect(server.asked.filter((path) => path.includes('bookworm'))).toEqual([])
  })

  test('although the index has it is named with its address', async () => {
    const server = await mirror([], { trixie: suite(listed(dropped)) })
    const message = `The package tool 1.0 (amd64) could not be downloaded: ${server.url}/debian/pool/tool_1.0.deb answered 404 Not Found.`
    await expect(obtain([dropped], server)).rejects.toMatchObject({ code: 'broken', message })
  })

  test('although the index has a newer one is named with the newer one’s address', async () => {
    const server = await mirror([], { trixie: suite(listed(newer)) })
    const message = `The package tool 1.1 (amd64) could not be downloaded: ${server.url}/debian/pool/tool_1.1.deb answered 404 Not Found.`
    await expect(obtain([dropped], server)).rejects.toMatchObject({ code: 'broken', message })
  })

  test('as the index describes it is read past', async () => {
    const lines = [
      { ...listed(newer), SHA256: '' },
      { ...listed(newer), Size: 'much' },
      { ...listed(newer), Filename: '../../outside.deb' },
    ]
    await expect(obtain([dropped], await mirror([newer], { trixie: suite(...lines) }))).rejects.toMatchObject({
      message: expect.stringContaining('No suite has one that fits.') as string,
    })
  })
})

test('a cache that cannot be written is no fault of an index', async () => {
  const trixie = await suiteFiles(suite(listed(newer)))
  const sum = sha256Of(trixie.get('main/binary-amd64/Packages.xz') ?? '')
  const [cache, { url }] = [temporaryFolder(), await mirror([newer], { trixie })]
  const list = join(packagesFolder(cache), `trixie-amd64-${sum}`)
  mkdirSync(`${list}.part`, { recursive: true })
  await expect(obtaining([dropped], cache, archivesAt(url), { keys: [key.publicKey] })).rejects.toMatchObject({
    code: 'blocked',
    message: `${list} cannot be written (EISDIR).`,
  })
})
