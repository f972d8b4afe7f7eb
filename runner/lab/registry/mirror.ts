import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digestOf, sha256Of } from '../image/digest.ts'
import { suite } from '../image/build/recipe.ts'
import { controlFields } from './dpkg-deb.ts'
import type { Signer } from './openpgp.ts'

/** Where a container of the lab finds it: QEMU's NAT shows the host's loopback under this address. */
export const mirrorAddress = { host: '10.0.2.2', port: 5080, path: '/debian' } as const

export interface MirrorRecipe {
  /** Debian packages' files, as apt left them. */
  readonly archives: string
  /** The text of /var/lib/dpkg/status of the image; what that has already is left out. */
  readonly status: string
  readonly signer: Signer
  readonly epoch: number
  readonly signal: AbortSignal
}

/** Which content an address below the mirror's leads to, by its checksum; the file has that name. */
export type MirrorIndex = Readonly<Record<string, string>>

export const indexName = 'index.json'

/**
 * Makes a small Debian mirror of some packages in a new folder: every file under its own checksum, and an index of the
 * addresses. (Layout: Debian's RepositoryFormat.) The list of packages is signed, as apt wants it.
 */
export const makeMirror = async (folder: string, { archives, status, signer, epoch, signal }: MirrorRecipe): Promise<void> => {
  await mkdir(folder, { recursive: true })
  const known = new Set(status.split('\n\n').map(nameAndVersion))
  const files = (await readdir(archives)).filter((name) => name.endsWith('.deb')).sort()
  const index: Record<string, string> = {}
  const stanzas: string[] = []
  for (const file of files.map((name) => join(archives, name))) {
    const control = await controlFields(file, signal)
    if (known.has(nameAndVersion(control))) continue
    const { sha256, bytes } = await digestOf(file)
    const path = `pool/${sha256}.deb`
    await copyFile(file, join(folder, sha256))
    index[`${mirrorAddress.path}/${path}`] = sha256
    stanzas.push(`${control}\nFilename: ${path}\nSize: ${bytes}\nSHA256: ${sha256}\n`)
  }
  const packages = stanzas.join('\n')
  const at = `${mirrorAddress.path}/dists/${suite}`
  index[`${at}/main/binary-amd64/Packages`] = await put(folder, packages)
  index[`${at}/InRelease`] = await put(folder, signer.clearSign(release(packages, epoch)))
  await writeFile(join(folder, indexName), JSON.stringify(index, undefined, 2))
}

/** The path of a file that is missing or not what its name says, or undefined when the mirror is whole. */
export const damagedMirror = async (folder: string): Promise<string | undefined> => {
  const index = JSON.parse(await readFile(join(folder, indexName), 'utf8')) as MirrorIndex // Written by makeMirror; anything else fails below.
  for (const sha256 of Object.values(index)) {
    const found = await digestOf(join(folder, sha256)).catch(() => undefined)
    if (found?.sha256 !== sha256) return join(folder, sha256)
  }
  return undefined
}

const nameAndVersion = (stanza: string): string => [field('Package', stanza), field('Version', stanza)].join(' ')
const field = (name: string, stanza: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(stanza)?.[1] ?? ''

const put = async (folder: string, text: string): Promise<string> => {
  const sha256 = sha256Of(text)
  await writeFile(join(folder, sha256), text)
  return sha256
}

const release = (packages: string, epoch: number): string => `Origin: Shipshape
Label: Shipshape
Suite: ${suite}
Codename: ${suite}
Date: ${new Date(epoch * 1000).toUTCString()}
Architectures: amd64
Components: main
SHA256:
 ${sha256Of(packages)} ${Buffer.byteLength(packages)} main/binary-amd64/Packages
`
