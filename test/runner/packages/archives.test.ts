import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { addressesOf, findArchives, parseMirrors, parseSettings } from '../../../runner/packages/archives.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

afterEach(() => vi.unstubAllEnvs())

const usual = {
  debian: ['http://deb.debian.org/debian'],
  'debian-security': ['http://deb.debian.org/debian-security'],
  'debian-snapshot': ['http://snapshot.debian.org/archive/debian'],
}

describe('this computer’s mirrors', () => {
  test('are those of its apt, then Debian’s own', () => {
    const targets = [
      'Debian Backports\thttp://mirror.example/backports/',
      'Debian\thttps://mirror.example/debian/',
      'Debian\thttps://mirror.example/debian/',
      'Debian\tmirror+file:/etc/apt/mirrors.list',
      'Debian-Security\thttp://mirror.example:8080/security',
      'Node Source\thttps://deb.example/node_20.x/',
    ].join('\n')
    expect(parseMirrors(targets)).toEqual({
      ...usual,
      debian: ['https://mirror.example/debian', ...usual.debian],
      'debian-security': ['http://mirror.example:8080/security', ...usual['debian-security']],
    })
  })

  test.each([
    ['of another family', 'Ubuntu\thttp://archive.ubuntu.com/ubuntu/'],
    ['without apt', ''],
    ['with a password in the address', 'Debian\thttp://me:secret@mirror.example/debian/'],
  ])('are Debian’s own for a computer %s', (_, targets) => {
    expect(parseMirrors(targets)).toEqual(usual)
  })

  test('have each file below the archive that its path names', () => {
    const archives = { mirrors: usual, proxies: {}, checkValidUntil: true }
    expect(addressesOf(archives, 'debian-security/pool/a b/g++_1~rc1.deb')).toEqual([
      'http://deb.debian.org/debian-security/pool/a%20b/g++_1~rc1.deb',
    ])
    expect(addressesOf(archives, 'ubuntu/pool/a.deb')).toEqual([])
  })

  test('are asked for a package of a day before the archive of that day is', () => {
    const mirrors = { ...usual, debian: ['http://near.example', ...usual.debian] }
    const archives = { mirrors, proxies: {}, checkValidUntil: true }
    expect(addressesOf(archives, 'debian-snapshot/20261030T080801Z/pool/a.deb')).toEqual([
      'http://near.example/pool/a.deb',
      'http://deb.debian.org/debian/pool/a.deb',
      'http://snapshot.debian.org/archive/debian/20261030T080801Z/pool/a.deb',
    ])
  })
})

describe('the settings of this computer’s apt', () => {
  test.each([
    ['', {}],
    ['Acquire::http::Proxy "";', {}],
    [
      'Acquire::http::Proxy "http://p.example:1";',
      { httpProxy: 'http://p.example:1', httpsProxy: 'http://p.example:1' },
    ],
    ['Acquire::HTTP::proxy "DIRECT";', { httpProxy: '', httpsProxy: '' }],
    [
      'Acquire::http::Proxy "http://p.example:1";\nAcquire::https::Proxy "DIRECT";',
      { httpProxy: 'http://p.example:1', httpsProxy: '' },
    ],
    ['Acquire::https::Proxy "http://s.example:1";', { httpsProxy: 'http://s.example:1' }],
    ['DPkg::Post-Invoke:: "rm -f /var/cache/apt/archives/*.deb || true";', {}],
  ])('%j are these proxies', (config, proxies) => {
    expect(parseSettings(config)).toEqual({ proxies, checkValidUntil: true })
  })

  test.each([
    ['false', false],
    ['No', false],
    ['0', false],
    ['true', true],
  ])('Check-Valid-Until %j says whether dates are checked', (value, checkValidUntil) => {
    expect(parseSettings(`Acquire::Check-Valid-Until "${value}";`)).toEqual({ proxies: {}, checkValidUntil })
  })
})

describe('a computer', () => {
  test('is asked by its own apt', async () => {
    const folder = temporaryFolder()
    const program = (name: string, lines: string): void =>
      writeFileSync(join(folder, name), `#!/bin/sh\n${lines}`, { mode: 0o755 })
    program('apt-get', `printf 'Debian\\thttp://mirror.example/debian/\\n'\n`)
    program(
      'apt-config',
      `echo 'Acquire::http::Proxy "http://p.example:1";'; echo 'Acquire::Check-Valid-Until "false";'\n`,
    )
    vi.stubEnv('PATH', folder)
    expect(await findArchives()).toEqual({
      mirrors: { ...usual, debian: ['http://mirror.example/debian', ...usual.debian] },
      proxies: { httpProxy: 'http://p.example:1', httpsProxy: 'http://p.example:1' },
      checkValidUntil: false,
    })
  })

  test('whose apt fails, or that has none, gets Debian’s own mirrors', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'apt-get'), '#!/bin/sh\necho Debian; exit 100\n', { mode: 0o755 })
    vi.stubEnv('PATH', folder)
    expect(await findArchives()).toEqual({ mirrors: usual, proxies: {}, checkValidUntil: true })
  })
})
