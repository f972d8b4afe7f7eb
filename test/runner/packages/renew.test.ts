import { describe, expect, test } from 'vitest'
import type { LockedPackage } from '../../../runner/packages/lock.ts'
import { describeChanges, type PartPackages, type Renewed, renewLock } from '../../../runner/packages/renew.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { key, made, mirror } from './mirroring.ts'
import { listed, locked, type TestSuites } from './repository.ts'
import { archivesAt, timeouts } from './storing.ts'

const base: PartPackages = { part: 'base', architecture: 'amd64', names: ['tool'], isSystem: true }
const top: PartPackages = { part: 'top', architecture: 'amd64', names: ['app'], onTopOf: 'base', without: ['docs'] }
const foreign: PartPackages = { part: 'foreign', architecture: 'armhf', names: ['tool'] }

const init = made('init', '1')
const tool = made('tool', '2')
const lib = made('lib', '1')
const app = made('app', '3')
const data = made('data', '1', { architecture: 'all' })
const foreignTool = made('tool', '2', {
  architecture: 'armhf',
  path: 'debian/pool/foreign.deb',
  sha256: 'f'.repeat(64),
})

const amd64 = [
  listed(init, { Essential: 'yes' }),
  listed(lib, { Priority: 'required' }),
  listed(made('optional', '1'), { Priority: 'optional' }),
  listed(tool, { Depends: 'lib' }),
  listed(app, { Depends: 'lib, data, docs' }),
  listed(data),
]
const whole: TestSuites = { trixie: { key, packages: { amd64, armhf: [listed(foreignTool)] } } }

const renew = async (
  parts: readonly PartPackages[],
  suites: TestSuites,
  old: readonly LockedPackage[] = [],
): Promise<Renewed> => {
  const { url } = await mirror([], suites)
  const rest = { archives: archivesAt(url), keys: [key.publicKey], timeouts, signal: new AbortController().signal }
  return renewLock(parts, { cache: temporaryFolder(), old, onText: () => undefined, ...rest })
}

const of = (one: LockedPackage, ...parts: readonly string[]): LockedPackage => ({ ...one, parts })

describe('a renewed lock', () => {
  test('has what each part needs, without what is below it or left out', async () => {
    expect(await renew([base, top, foreign], whole)).toEqual({
      packages: [
        of(init, 'base'),
        of(lib, 'base'),
        of(tool, 'base'),
        of(app, 'top'),
        of(data, 'top'),
        of(foreignTool, 'foreign'),
      ],
      notes: [],
    })
  })

  test('has one line for what several parts need', async () => {
    const parts = [{ ...base, isSystem: false }, { part: 'more', architecture: 'amd64', names: ['lib'] } as const]
    expect((await renew(parts, whole)).packages).toEqual([of(tool, 'base'), of(lib, 'base', 'more')])
  })

  test('has of each package the newest of all suites, from the archive that has it', async () => {
    const security = made('lib', '1+deb13u1')
    const suites = { ...whole, 'trixie-security': { key, packages: { amd64: [listed(security)] } } }
    const { packages } = await renew([base], suites)
    expect(packages.find(({ name }) => name === 'lib')).toEqual({
      ...of(security, 'base'),
      path: 'debian-security/pool/lib_1+deb13u1.deb',
    })
  })

  test('has of the testing release only what a part asks for, with the day of its archive', async () => {
    const newer = { app: made('app', '4'), lib: made('lib', '9') }
    const forky = {
      key,
      packages: { amd64: [listed(newer.app, { Depends: 'lib' }), listed(newer.lib)] },
      release: { Date: 'Fri, 30 Oct 2026 08:08:01 UTC' },
    }
    const parts = [base, { ...top, part: 'new', fromTesting: ['app'] }, top]
    const { packages } = await renew(parts, { ...whole, forky })
    expect(packages.filter(({ name }) => ['app', 'lib'].includes(name))).toEqual([
      of(lib, 'base'),
      { ...of(newer.app, 'new'), path: 'debian-snapshot/20261030T080801Z/pool/app_4.deb' },
      of(app, 'top'),
    ])
  })

  test('is none when the testing release has no date', async () => {
    const forky = { key, packages: { amd64: [listed(made('app', '4'))] } }
    await expect(renew([base, { ...top, fromTesting: ['app'] }], { ...whole, forky })).rejects.toMatchObject({
      code: 'broken',
      message: 'The index of forky has no valid date: “”.',
    })
  })

  test('keeps the old lines of an architecture whose index is incomplete, and says so', async () => {
    const old = [of(tool, 'base'), of(foreignTool, 'foreign')]
    const { packages, notes } = await renew([foreign], { trixie: undefined }, old)
    expect(packages).toEqual([of(foreignTool, 'foreign')])
    expect(notes).toEqual([
      expect.stringMatching(
        /^The index of armhf is incomplete, so its old lines were kept: http:\S+\/trixie\/InRelease answered 404\.$/,
      ),
    ])
  })

  test('is none when a part has neither an index nor old lines', async () => {
    const old = [of(foreignTool, 'another-part')]
    await expect(renew([foreign], { trixie: undefined }, old)).rejects.toMatchObject({ code: 'broken' })
  })

  test('is none when nothing satisfies a dependency', async () => {
    await expect(renew([{ ...base, isSystem: false, names: ['app', 'none'] }], whole)).rejects.toMatchObject({
      code: 'broken',
      message: 'Debian has no packages for “base” that satisfy: none, needed by the recipe; docs, needed by app.',
      hint: 'Correct the names in the recipe.',
    })
  })
})

describe('the changes of a lock', () => {
  const a = locked({ name: 'a' })
  const old = [a, locked({ name: 'b' }), locked({ name: 'c' }), locked({ name: 'd' })]
  test('are a line each', () => {
    const [b, c, e] = [
      locked({ name: 'b', version: '2' }),
      locked({ name: 'c', parts: ['x', 'y'] }),
      locked({ name: 'e' }),
    ]
    const renewed = [a, b, c, e]
    expect(describeChanges(old, renewed)).toEqual([
      ...['~ b (amd64) 1.0 → 2', '~ c (amd64) 1.0: x, y', '- d (amd64) 1.0', '+ e (amd64) 1.0'],
    ])
  })

  test('are none when only the order is another', () => {
    expect(describeChanges(old, old.toReversed())).toEqual([])
  })
})
