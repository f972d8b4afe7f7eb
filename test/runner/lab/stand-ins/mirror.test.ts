import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digestOf } from '../../../../runner/host/digest.ts'
import { isWhole, keep, readContents } from '../../../../runner/lab/stand-ins/kept.ts'
import { makeMirror } from '../../../../runner/lab/stand-ins/mirror.ts'
import { serveStandIns, type RunningStandIns } from '../../../../runner/lab/stand-ins/running.ts'
import { labSigner, makeSigner } from '../../../../runner/lab/stand-ins/signer.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const signal = new AbortController().signal
const epoch = Date.UTC(2025, 7, 9) / 1000
const signer = await makeSigner('A test’s key')

const home = mkdtempSync(join(tmpdir(), 'shipshape-test-'))
afterAll(() => rmSync(home, { recursive: true }))

/** A package with nothing in it but its description. */
const makePackage = async (name: string): Promise<{ file: string; sha256: string; size: number }> => {
  const tree = join(home, 'trees', name)
  mkdirSync(join(tree, 'DEBIAN'), { recursive: true })
  const control = `Package: ${name}\nVersion: 1.0\nArchitecture: all\nMaintainer: Nobody <nobody@example.org>\nDescription: ${name}\n`
  writeFileSync(join(tree, 'DEBIAN/control'), control)
  const file = join(home, `${name}.deb`)
  execFileSync('dpkg-deb', ['--build', tree, file], { stdio: 'ignore' })
  const { sha256, bytes } = await digestOf(file)
  return { file, sha256, size: bytes }
}

const mirror = join(home, 'mirror')

beforeAll(async () => {
  const packages = await Promise.all(['hammer', 'nail'].map(makePackage))
  await keep(mirror, (draft) => makeMirror(draft, { packages, signer, epoch }))
})

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo // A TCP server's address is one.
      server.close(() => resolve(port))
    })
  })

const serve = async (mirrorPort?: number): Promise<RunningStandIns> =>
  serveStandIns({
    ...{ folders: [mirror], prefix: [], log: join(home, 'log'), signal },
    ports: { registry: await freePort(), mirror: mirrorPort ?? (await freePort()) },
  })

describe('a mirror', () => {
  test('is understood by the real apt, which trusts its key only', async () => {
    await using running = await serve()
    const root = temporaryFolder()
    for (const folder of [
      'etc/apt/apt.conf.d',
      'etc/apt/preferences.d',
      'etc/apt/sources.list.d',
      'var/lib/apt/lists/partial',
      'var/cache/apt/archives/partial',
      'var/lib/dpkg',
    ]) {
      mkdirSync(join(root, folder), { recursive: true })
    }
    writeFileSync(join(root, 'var/lib/dpkg/status'), '')
    const apt = (signedBy: string, ...args: readonly string[]): string => {
      writeFileSync(
        join(root, 'etc/apt/sources.list'),
        `deb [arch=amd64 signed-by=${signedBy}] ${running.mirror} trixie main\n`,
      )
      const settings = [
        `Dir=${root}`,
        `Dir::State::status=${root}/var/lib/dpkg/status`,
        'APT::Sandbox::User=root',
        'Dir::Bin::Methods=/usr/lib/apt/methods',
        'APT::Architecture=amd64',
        'Acquire::Languages=none',
      ]
      return execFileSync('apt-get', [...settings.flatMap((setting) => ['-o', setting]), ...args], {
        encoding: 'utf8',
        stdio: 'pipe',
        env: { ...process.env, APT_CONFIG: '/dev/null', LC_ALL: 'C' },
      })
    }
    const [ours, others] = [join(root, 'ours.gpg'), join(root, 'others.gpg')]
    writeFileSync(ours, signer.certificate)
    writeFileSync(others, (await makeSigner('Somebody else')).certificate)

    expect(() => apt(others, 'update', '--error-on=any')).toThrow()
    apt(ours, 'update', '--error-on=any')
    const wanted = apt(ours, 'install', '--print-uris', '-y', 'hammer', 'nail')
    expect(wanted).toMatch(/pool\/[0-9a-f]{64}\.deb' hammer_1\.0_all\.deb/)
  })

  test('gives what it has and nothing else', async () => {
    await using running = await serve()
    const statuses = async (path: string, method = 'GET') =>
      (await fetch(`${running.mirror}/${path}`, { method })).status
    expect(await statuses('dists/trixie/InRelease')).toBe(200)
    expect(await statuses('dists/trixie/InRelease', 'HEAD')).toBe(200)
    expect(await statuses('dists/trixie/InRelease', 'PUT')).toBe(405)
    expect([
      await statuses('contents.json'),
      await statuses('..%2fcontents.json'),
      await statuses('dists/trixie/Release'),
    ]).toEqual([404, 404, 404])
  })

  test('whose port is taken says so', async () => {
    const port = await freePort()
    await using first = await serve(port)
    expect(first.mirror).toBe(`http://127.0.0.1:${port}/debian`)
    await expect(serve(port)).rejects.toMatchObject({
      code: 'broken',
      message: expect.stringMatching(
        new RegExp(`^The stand-ins cannot be served on ports \\d+ and ${port}: .*address already in use`),
      ) as string,
    })
  })

  test('with a file that is not what its name says is not whole', async () => {
    expect(await isWhole(mirror)).toBe(true)
    const release = join(mirror, (await readContents(mirror))?.files['/debian/dists/trixie/InRelease']?.sha256 ?? '')
    const right = readFileSync(release)
    appendFileSync(release, '!')
    expect(await isWhole(mirror)).toBe(false)
    writeFileSync(release, right)
  })
})

test('the lab’s key is made once on a computer', async () => {
  const folder = temporaryFolder()
  const [first, second] = [await labSigner(folder), await labSigner(folder)]
  expect(second.certificate).toEqual(first.certificate)
})

test.runIf(existsSync('/usr/bin/gpgv'))('a signed text is checked by a program that is not ours', async () => {
  const folder = temporaryFolder()
  const [key, signed] = [join(folder, 'key.gpg'), join(folder, 'signed')]
  writeFileSync(key, signer.certificate)
  const verifies = (text: string): boolean => {
    writeFileSync(signed, text)
    try {
      execFileSync('gpgv', ['--keyring', key, signed], { stdio: 'ignore' })
      return true
    } catch {
      // Its exit code says that the signature is not right.
      return false
    }
  }
  const text = await signer.clearSign('One line\nAnother line\n')
  expect([verifies(text), verifies(text.replace('Another', 'A changed'))]).toEqual([true, false])
})
