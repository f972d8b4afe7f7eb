import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dropped, key, made, mirror, newer, obtain, suite, versions } from './mirroring.ts'
import { type Listed, listed } from './repository.ts'

describe('a version that the pool has dropped', () => {
  test('is replaced by the newer one of the signed index, which is said', async () => {
    const server = await mirror([newer], { trixie: suite(listed(newer)) })
    const { stored, notes, bytes } = await obtain([dropped], server)
    expect(stored.map(({ file, ...rest }) => [rest, readFileSync(file, 'utf8')])).toEqual([
      [{ ...newer, from: dropped }, 'tool 1.1'],
    ])
    expect(notes).toEqual(['tool 1.0 (amd64) is no longer available; 1.1 was used instead.'])
    expect(bytes.at(-1)).toEqual([dropped.size, dropped.size])
  })

  test.each(['1.10.1', '1'])('is replaced by %s, and the progress ends at the total all the same', async (version) => {
    const taken = made('tool', version)
    const { stored, bytes } = await obtain([dropped], await mirror([taken], { trixie: suite(listed(taken)) }))
    expect([stored[0]?.version, bytes.at(-1)]).toEqual([version, [dropped.size, dropped.size]])
  })

  test('is replaced by the newest of all suites', async () => {
    const security = made('tool', '1.2', { path: 'debian-security/pool/tool.deb' })
    const server = await mirror([newer, security], {
      trixie: suite(listed(made('tool', '0.9')), listed(newer)),
      'trixie-updates': suite(listed(made('tool', '1.1~rc1'))),
      'trixie-security': suite(listed(security)),
    })
    expect((await obtain([dropped], server)).stored).toMatchObject([security])
  })

  test('is taken without a word when it has only moved', async () => {
    const moved = { ...dropped, path: 'debian/pool/moved.deb' }
    const { stored, notes } = await obtain([dropped], await mirror([moved], { trixie: suite(listed(moved)) }))
    expect([stored, notes]).toMatchObject([[moved], []])
  })

  test('is looked for once for all packages', async () => {
    const [more, newerMore] = [made('more', '1.0'), made('more', '1.1')]
    const server = await mirror([newer, newerMore], { trixie: suite(listed(newer), listed(newerMore)) })
    expect(versions(await obtain([dropped, more], server))).toEqual(['1.1', '1.1'])
    expect(server.asked.filter((path) => path.endsWith('/trixie/InRelease')).length).toBe(1)
  })

  test('for all architectures is looked for in the list of amd64', async () => {
    const [old, fresh] = [made('tool', '1.0', { architecture: 'all' }), made('tool', '1.1', { architecture: 'all' })]
    expect((await obtain([old], await mirror([fresh], { trixie: suite(listed(fresh)) }))).stored).toMatchObject([fresh])
  })

  test('is looked for in the list of its own architecture', async () => {
    const [old, fresh] = [
      made('tool', '1.0', { architecture: 'armhf' }),
      made('tool', '1.1', { architecture: 'armhf' }),
    ]
    const trixie = { key, packages: { armhf: [listed(fresh)], amd64: [listed(made('tool', '9'))] } }
    expect((await obtain([old], await mirror([fresh], { trixie }))).stored).toMatchObject([fresh])
  })

  test.each([
    ['by its checksum when the index says so', { 'Acquire-By-Hash': 'yes' }, /\/by-hash\/SHA256\/[0-9a-f]{64}$/],
    ['by its name otherwise', {}, /\/Packages\.xz$/],
  ])('is looked for in a list that is asked for %s', async (_, release, path) => {
    const server = await mirror([newer], { trixie: { ...suite(listed(newer)), release } })
    await obtain([dropped], server)
    expect(server.asked.filter((each) => each.includes('/trixie/main/'))[0]).toMatch(path)
  })
})

describe('a version of the testing release that the pool has dropped', () => {
  const short = { ...dropped, path: 'debian-snapshot/20261030T080801Z/pool/tool_1.0.deb' }

  test('is taken from the archive of its day, without a word', async () => {
    const server = await mirror([short], { trixie: suite(listed(newer)) })
    const { stored, notes } = await obtain([short], server)
    expect([stored, notes]).toMatchObject([[short], []])
    expect(server.asked.filter((path) => path.includes('dists'))).toEqual([])
  })

  test('is replaced from the testing release, never from the stable one', async () => {
    const forky = { ...suite(listed(newer)), release: { Date: 'Sat, 31 Oct 2026 08:08:01 UTC' } }
    const stable = suite(listed(made('tool', '0.9')), listed(made('tool', '2.0')))
    const { stored, notes } = await obtain([short], await mirror([newer], { forky, trixie: stable }))
    expect(stored).toMatchObject([{ ...newer, path: 'debian-snapshot/20261031T080801Z/pool/tool_1.1.deb' }])
    expect(notes).toEqual(['tool 1.0 (amd64) is no longer available; 1.1 was used instead.'])
  })
})

describe('of newer versions', () => {
  const lib = made('lib', '2.0')
  const obtainWith = async (...packages: readonly Listed[]): Promise<readonly string[]> =>
    versions(
      await obtain([dropped, lib], await mirror([newer, made('tool', '1.2'), lib], { trixie: suite(...packages) })),
    )

  test.each([
    ['lib (>= 2.0), lib (<< 2.1)', '1.2'],
    ['lib (= 2.0)', '1.2'],
    ['lib (>> 2.0)', '1.1'],
    ['lib (<< 2.0)', '1.1'],
    ['lib (<= 1.9)', '1.1'],
    ['lib (>= 3) | lib (= 2.0)', '1.2'],
    ['lib (>= 3) | other', '1.1'],
    ['other (>= 3), another', '1.2'],
  ])('one that needs %s is judged by what the lock has: %s is taken', async (depends, taken) => {
    const packages = [listed(newer), listed(made('tool', '1.2'), { Depends: depends })]
    expect(await obtainWith(...packages)).toEqual([taken, '2.0'])
  })

  test('those of one source fit together', async () => {
    const [oldLib, newLib] = [made('tool-lib', '1.0'), made('tool-lib', '1.1')]
    const trixie = suite(
      listed(newer, { 'Pre-Depends': 'tool-lib (= 1.1)' }),
      listed(newLib, { Source: 'tool (1.1)', Depends: 'tool (>= 1.1)' }),
    )
    const server = await mirror([newer, newLib], { trixie })
    expect(versions(await obtain([dropped, oldLib], server))).toEqual(['1.1', '1.1'])
  })
})
