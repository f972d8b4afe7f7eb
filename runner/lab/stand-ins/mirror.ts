import { readFile } from 'node:fs/promises'
import { readControl, type StoredPackage } from '../../packages/index.ts'
import { sha256Of } from '../../host/digest.ts'
import { suite } from '../image/build/recipe.ts'
import type { Draft } from './kept.ts'
import { mirrorAddress } from './mirror-address.ts'
import { labSigner, type Signer } from './signer.ts'
import type { StandIn } from './stand-in.ts'

/** What apt-get can install in a container of debian:13; dependencies are added. */
const mirrored: readonly string[] = ['ruby-sinatra', 'ruby-rackup', 'puma']

export interface MirrorRecipe {
  readonly packages: readonly Pick<StoredPackage, 'file' | 'sha256' | 'size'>[]
  readonly signer: Signer
  readonly epoch: number
}

/**
 * Builds a small Debian mirror of some packages (Debian's RepositoryFormat). The list of packages is signed, as apt
 * requires; it has the checksums of the packages.
 */
export const makeMirror = async (draft: Draft, { packages, signer, epoch }: MirrorRecipe): Promise<void> => {
  const stanzas: string[] = []
  for (const { file, sha256, size } of packages) {
    const path = `pool/${sha256}.deb`
    await draft.add(`${mirrorAddress.path}/${path}`, 'application/vnd.debian.binary-package', await readFile(file))
    stanzas.push(`${await readControl(file)}\nFilename: ${path}\nSize: ${size}\nSHA256: ${sha256}\n`)
  }
  const list = stanzas.join('\n')
  const at = `${mirrorAddress.path}/dists/${suite}`
  await draft.add(`${at}/main/binary-amd64/Packages`, 'text/plain', Buffer.from(list))
  await draft.add(`${at}/InRelease`, 'text/plain', Buffer.from(await signer.clearSign(release(list, epoch))))
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

/** For the guide that builds an image with apt-get. */
export const packageMirror: StandIn = {
  id: 'package-mirror',
  images: [],
  packages: { part: 'package-mirror', architecture: 'amd64', names: mirrored, onTopOf: 'stand-in/debian' },
  isSigned: true,
  make: async ({ draft, packages, keys, epoch }) =>
    makeMirror(draft, { packages, signer: await labSigner(keys), epoch }),
}
