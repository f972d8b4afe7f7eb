import { execFileSync } from 'node:child_process'
import { generateKey, createCleartextMessage, sign, type PrivateKey, type PublicKey } from 'openpgp'
import { sha256Of } from '../../../runner/host/digest.ts'
import type { LockedPackage } from '../../../runner/packages/lock.ts'

/** A line of a lock, of a package whose file is its own name unless something else is said. */
export const locked = (
  one: Partial<LockedPackage> & Pick<LockedPackage, 'name'>,
  data: string = one.name,
): LockedPackage => ({
  version: '1.0',
  architecture: 'amd64',
  path: `debian/pool/${one.name}.deb`,
  size: Buffer.byteLength(data),
  sha256: sha256Of(data),
  parts: ['stand-in/test'],
  ...one,
})

export interface TestKey {
  readonly privateKey: PrivateKey
  readonly publicKey: PublicKey
}

export const makeKey = async (): Promise<TestKey> =>
  generateKey({ type: 'curve25519', userIDs: [{ name: 'A test' }], format: 'object' })

/** Fields of a paragraph of a list of packages. */
export type Listed = Readonly<Record<string, string>>

/** How a list describes the file of a package. */
export const listed = (one: LockedPackage, more: Listed = {}): Listed => ({
  Package: one.name,
  Version: one.version,
  Architecture: one.architecture,
  Filename: one.path.slice(one.path.indexOf('/') + 1),
  Size: `${one.size}`,
  SHA256: one.sha256,
  ...more,
})

const paragraph = (fields: Listed): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')

export interface TestSuite {
  readonly key: TestKey
  /** By architecture. */
  readonly packages: Readonly<Record<string, readonly Listed[]>>
  readonly release?: Listed
}

/** The files of a suite below `dists/<name>`, as an archive serves them (Debian's RepositoryFormat). */
export const suiteFiles = async ({ key, packages, release = {} }: TestSuite): Promise<Map<string, Buffer>> => {
  const lists = Object.entries(packages).map(([architecture, stanzas]) => {
    const data = execFileSync('xz', ['-c'], { input: stanzas.map(paragraph).join('\n') })
    return [`main/binary-${architecture}/Packages.xz`, data] as const
  })
  const sums = lists.map(([name, data]) => ` ${sha256Of(data)} ${data.length} ${name}\n`).join('')
  const fields = { Origin: 'Debian', 'Valid-Until': new Date(Date.now() + 3_600_000).toUTCString(), ...release }
  const message = await createCleartextMessage({ text: `${paragraph(fields)}SHA256:\n${sums}` })
  const inRelease = await sign({ message, signingKeys: key.privateKey })
  return new Map<string, Buffer>([...lists, ['InRelease', Buffer.from(inRelease)]])
}

/** Suites by name, below the archives that have them; what is undefined is not there. */
export type TestSuites = Readonly<Record<string, TestSuite | ReadonlyMap<string, Buffer> | undefined>>

/** The suites of a mirror by path. The lab's Debian is there with empty lists unless something else is said. */
export const mirrorOf = async (key: TestKey, suites: TestSuites): Promise<Map<string, Buffer>> => {
  const empty: TestSuite = { key, packages: { amd64: [] } }
  const all: TestSuites = { trixie: empty, 'trixie-updates': empty, 'trixie-security': empty, ...suites }
  const files = new Map<string, Buffer>()
  for (const [name, suite] of Object.entries(all)) {
    const archive = name.endsWith('-security') ? 'debian-security' : 'debian'
    const own = suite !== undefined && 'key' in suite ? await suiteFiles(suite) : (suite ?? new Map<string, Buffer>())
    for (const [path, data] of own) files.set(`/${archive}/dists/${name}/${path}`, data)
  }
  return files
}
