import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { damagedMirror, makeMirror } from '../../../../runner/lab/stand-ins/mirror.ts'
import { makeSigner } from '../../../../runner/lab/stand-ins/openpgp.ts'
import { startMirror } from '../../../../runner/lab/stand-ins/running-mirror.ts'
import { mirrorOf } from '../../../../runner/lab/stand-ins/storage.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const signal = new AbortController().signal
const epoch = Date.UTC(2025, 7, 9) / 1000
const signer = makeSigner('A test’s key', epoch)

const home = mkdtempSync(join(tmpdir(), 'shipshape-test-'))
afterAll(() => rmSync(home, { recursive: true }))

/** A package with nothing in it but its description. */
const makePackage = (folder: string, name: string): void => {
  const tree = join(home, 'trees', name)
  mkdirSync(join(tree, 'DEBIAN'), { recursive: true })
  writeFileSync(join(tree, 'DEBIAN/control'), `Package: ${name}\nVersion: 1.0\nArchitecture: all\nMaintainer: Nobody <nobody@example.org>\nDescription: ${name}\n`)
  execFileSync('dpkg-deb', ['--build', tree, join(folder, `${name}_1.0_all.deb`)], { stdio: 'ignore' })
}

const storage = join(home, 'storage')
const mirror = mirrorOf(storage)

beforeAll(async () => {
  const archives = join(home, 'archives')
  mkdirSync(archives)
  for (const name of ['here-already', 'hammer', 'nail']) makePackage(archives, name)
  await makeMirror(mirror, { archives, signer, epoch, signal, status: 'Package: other\nVersion: 1.0\n\nPackage: here-already\nStatus: install ok installed\nVersion: 1.0\n' })
})

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo // A TCP server's address is one.
      server.close(() => resolve(port))
    })
  })

describe('a mirror', () => {
  test('is understood by the real apt, which trusts its key only', async () => {
    await using running = await startMirror({ storage, prefix: [], port: await freePort(), signal })
    const root = temporaryFolder()
    for (const folder of ['etc/apt/apt.conf.d', 'etc/apt/preferences.d', 'etc/apt/sources.list.d', 'var/lib/apt/lists/partial', 'var/cache/apt/archives/partial', 'var/lib/dpkg']) {
      mkdirSync(join(root, folder), { recursive: true })
    }
    writeFileSync(join(root, 'var/lib/dpkg/status'), '')
    const apt = (signedBy: string, ...args: readonly string[]): string => {
      writeFileSync(join(root, 'etc/apt/sources.list'), `deb [arch=amd64 signed-by=${signedBy}] ${running.url} trixie main\n`)
      const settings = [`Dir=${root}`, `Dir::State::status=${root}/var/lib/dpkg/status`, 'APT::Sandbox::User=root', 'Dir::Bin::Methods=/usr/lib/apt/methods', 'APT::Architecture=amd64', 'Acquire::Languages=none']
      return execFileSync('apt-get', [...settings.flatMap((setting) => ['-o', setting]), ...args], { encoding: 'utf8', stdio: 'pipe', env: { ...process.env, APT_CONFIG: '/dev/null', LC_ALL: 'C' } })
    }
    const [ours, others] = [join(root, 'ours.gpg'), join(root, 'others.gpg')]
    writeFileSync(ours, signer.certificate)
    writeFileSync(others, makeSigner('Somebody else', epoch).certificate)

    expect(() => apt(others, 'update', '--error-on=any')).toThrow()
    apt(ours, 'update', '--error-on=any')
    const wanted = apt(ours, 'install', '--print-uris', '-y', 'hammer', 'nail')
    expect(wanted).toMatch(/pool\/[0-9a-f]{64}\.deb' hammer_1\.0_all\.deb/)
    expect(() => apt(ours, 'install', '--print-uris', '-y', 'here-already')).toThrow('Unable to locate package here-already')
  })

  test('gives what it has and nothing else', async () => {
    await using running = await startMirror({ storage, prefix: [], port: await freePort(), signal })
    const statuses = async (path: string, method = 'GET') => (await fetch(`${running.url}/${path}`, { method })).status
    expect(await statuses('dists/trixie/InRelease')).toBe(200)
    expect(await statuses('dists/trixie/InRelease', 'HEAD')).toBe(200)
    expect(await statuses('dists/trixie/InRelease', 'PUT')).toBe(405)
    expect([await statuses('index.json'), await statuses('..%2findex.json'), await statuses('dists/trixie/Release')]).toEqual([404, 404, 404])
  })

  test('whose port is taken says so', async () => {
    const port = await freePort()
    await using first = await startMirror({ storage, prefix: [], port, signal })
    expect(first.url).toBe(`http://127.0.0.1:${port}/debian`)
    await expect(startMirror({ storage, prefix: [], port, signal })).rejects.toMatchObject({
      code: 'broken',
      message: expect.stringMatching(new RegExp(`^The mirror of packages did not start on port ${port}: .*address already in use`)) as string,
    })
  })

  test('notices a file that is not what its name says', async () => {
    expect(await damagedMirror(mirror)).toBeUndefined()
    const index = JSON.parse(readFileSync(join(mirror, 'index.json'), 'utf8')) as Readonly<Record<string, string>>
    const release = join(mirror, index['/debian/dists/trixie/InRelease'] ?? '')
    const right = readFileSync(release)
    appendFileSync(release, '!')
    expect(await damagedMirror(mirror)).toBe(release)
    writeFileSync(release, right)
  })
})

test.runIf(existsSync('/usr/bin/gpgv'))('a signed text is checked by a program that is not ours', () => {
  const folder = temporaryFolder()
  const [key, signed] = [join(folder, 'key.gpg'), join(folder, 'signed')]
  writeFileSync(key, signer.certificate)
  const verifies = (text: string): boolean => {
    writeFileSync(signed, text)
    try {
      execFileSync('gpgv', ['--keyring', key, signed], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }
  const text = signer.clearSign('One line\nAnother line\n')
  expect([verifies(text), verifies(text.replace('Another', 'A changed'))]).toEqual([true, false])
})
