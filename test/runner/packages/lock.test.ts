import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lockParts } from '../../../runner/lab/lock-parts.ts'
import { addressesOf } from '../../../runner/packages/archives.ts'
import { formatLock, lockFile, packagesOf, parseLock, readLock, spell } from '../../../runner/packages/lock.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { locked } from './repository.ts'

const mirrors = {
  debian: ['http://main.example'],
  'debian-security': ['http://security.example'],
  'debian-snapshot': ['http://snapshot.example'],
}
const archives = { mirrors, proxies: {}, checkValidUntil: true }

describe('a lock', () => {
  const one = locked({ name: 'one', version: '1:2.0~rc1+b1', parts: ['image/arm64', 'image/amd64'] })
  const two = locked({
    name: 'two',
    architecture: 'all',
    path: 'debian-security/pool/two.deb',
    parts: ['stand-in/two'],
  })

  test('has a line for each package, and reads as what was written', () => {
    const text = formatLock([one])
    expect(text.split('\n').at(2)).toBe(
      `one 1:2.0~rc1+b1 amd64 debian/pool/one.deb 3 ${one.sha256} image/amd64,image/arm64`,
    )
    expect(parseLock(text, 'a.lock')).toEqual([{ ...one, parts: ['image/amd64', 'image/arm64'] }])
  })

  test('has the day of a package that leaves the mirrors soon', () => {
    const short = locked({ name: 'short', path: 'debian-snapshot/20261030T080801Z/pool/short.deb' })
    expect(parseLock(formatLock([short]), 'a.lock')).toEqual([short])
  })

  test('is the same text in whatever order its packages come', () => {
    expect(formatLock([two, one])).toBe(formatLock([one, two]))
    expect(parseLock(formatLock([two, one]), 'a.lock').map(({ name }) => name)).toEqual(['one', 'two'])
  })

  test('has comments and empty lines, which are read past', () => {
    expect(parseLock('# a comment\n\n', 'a.lock')).toEqual([])
  })

  const sum = 'a'.repeat(64)
  test.each([
    ['a word too few', `one 1.0 amd64 debian/one.deb 3 ${sum}`],
    ['a word too many', `one 1.0 amd64 debian/one.deb 3 ${sum} image/amd64 more`],
    ['an architecture that is none of ours', `one 1.0 mips debian/one.deb 3 ${sum} image/amd64`],
    ['a size that is no number', `one 1.0 amd64 debian/one.deb x ${sum} image/amd64`],
    ['a checksum that is too short', 'one 1.0 amd64 debian/one.deb 3 abc image/amd64'],
    ['an archive that nobody knows', `one 1.0 amd64 ubuntu/one.deb 3 ${sum} image/amd64`],
    ['a day of the archive that is no time', `one 1.0 amd64 debian-snapshot/today/one.deb 3 ${sum} image/amd64`],
    ['a path that leads out of the archive', `one 1.0 amd64 debian/../one.deb 3 ${sum} image/amd64`],
    ['a line end of Windows', `one 1.0 amd64 debian/one.deb 3 ${sum} image/amd64\r`],
  ])('with %s names the line', (_, line) => {
    expect(() => parseLock(`# a comment\n${line}\n`, 'a.lock')).toThrow(
      expect.objectContaining({
        code: 'broken',
        message: `a.lock:2 is not a valid line of the lock: “${line.slice(0, 120)}”.`,
      }),
    )
  })

  test('that is not there names the file', async () => {
    const file = join(temporaryFolder(), 'none.lock')
    await expect(readLock(file)).rejects.toMatchObject({
      code: 'broken',
      message: `The lock of Debian’s packages cannot be read: ${file}.`,
      hint: `git checkout -- ${file}`,
    })
  })

  test('is read from another file when one is named', async () => {
    const file = join(temporaryFolder(), 'other.lock')
    writeFileSync(file, formatLock([two]))
    expect(await readLock(file)).toEqual([two])
  })

  test('spells a package for a person', () => {
    expect(spell(one)).toBe('one 1:2.0~rc1+b1 (amd64)')
  })
})

describe('the committed lock', async () => {
  const lock = await readLock(lockFile)

  test('is as it would be written', async () => {
    const { readFile } = await import('node:fs/promises')
    expect(formatLock(lock)).toBe(await readFile(lockFile, 'utf8'))
  })

  test('has no package twice', () => {
    const [names, sums, paths] = [
      lock.map(({ name, architecture }) => `${name} ${architecture}`),
      lock.map(({ sha256 }) => sha256),
      lock.map(({ path }) => path),
    ]
    expect([new Set(names).size, new Set(sums).size, new Set(paths).size]).toEqual([
      lock.length,
      lock.length,
      lock.length,
    ])
  })

  test('names each file by its package and in an archive that is known', () => {
    for (const { name, path } of lock) expect(path).toMatch(new RegExp(`/${name.replaceAll('+', '\\+')}_[^/]+\\.deb$`))
    const addresses = lock.map(({ path }) => [path, addressesOf(archives, path).length] as const)
    expect(addresses.filter(([path, count]) => count !== (path.startsWith('debian-snapshot/') ? 2 : 1))).toEqual([])
  })

  test.each(lockParts)('has the packages of $part', ({ part, names, architecture }) => {
    const packages = packagesOf(lock, part)
    expect(names.filter((name) => !packages.some((each) => each.name === name))).toEqual([])
    expect(packages.filter((each) => ![architecture, 'all'].includes(each.architecture))).toEqual([])
  })

  test.each(['amd64', 'arm64'])('has a client of the same version as the engine of %s', (architecture) => {
    const versions = ['docker.io', 'docker-cli'].map((name) =>
      lock.filter((each) => each.name === name && each.architecture === architecture).map(({ version }) => version),
    )
    expect(versions[0]).toHaveLength(1)
    expect(versions[1]).toEqual(versions[0])
  })

  test('has nothing that no part wants', () => {
    const parts = new Set(lockParts.map(({ part }) => part))
    expect(lock.flatMap((each) => each.parts).filter((part) => !parts.has(part))).toEqual([])
  })
})
