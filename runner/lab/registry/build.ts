import { mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { busyboxOf } from '../image/build/busybox.ts'
import { installPackages, unpackPackages } from '../image/build/mmdebstrap.ts'
import { sourceDateEpoch } from '../image/build/recipe.ts'
import { moveAside, type Progress } from '../image/image.ts'
import { registryKey } from './key.ts'
import { damagedMirror, makeMirror } from './mirror.ts'
import { makeSigner } from './openpgp.ts'
import { debianImage, debianLayer, dpkgStatus, nginxImage } from './recipes.ts'
import { busyboxImages, busyboxLayer, helloImage } from './small-recipes.ts'
import { damagedBlob, mirrorOf, writeStorage } from './storage.ts'
import { binfmtImage, httpdImage, registryImage, toolPackages } from './tool-recipes.ts'

export interface RegistryOptions {
  /** The folder of what can be made again. */
  readonly cache: string
  readonly progress: Progress
}

type BuildOptions = RegistryOptions & { readonly signal: AbortSignal }

const registryFolder = (cache: string): string => join(cache, 'registry')

/** The storage of today's recipe, when it is there and every blob of it is right (about 0.1 s); a damaged one is moved aside. */
export const findRegistry = async ({ cache, progress }: RegistryOptions): Promise<string | undefined> => {
  const storage = join(registryFolder(cache), await registryKey())
  const known = await readdir(registryFolder(cache)).catch((): readonly string[] => [])
  if (!known.includes(await registryKey())) return undefined
  const damage = await firstDamage(storage).catch((error: unknown) => String(error))
  if (damage === undefined) return storage
  progress({ text: `The registry is damaged (${damage}). It was moved to ${await moveAside(storage)} and will be made again.` })
  return undefined
}

const firstDamage = async (storage: string): Promise<string | undefined> => (await damagedBlob(storage)) ?? (await damagedMirror(mirrorOf(storage)))

/**
 * Makes the stand-ins, and a mirror of what their apt can install, from Debian's packages; yields the folder that a
 * registry serves. Takes about a minute and a half. It appears under its name only when it is finished. The caller sees to it
 * that only one build runs. Errors as buildImage's.
 */
export const buildRegistry = async (options: BuildOptions): Promise<string> => {
  const folder = registryFolder(options.cache)
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) if (name.startsWith(workPrefix)) await rm(join(folder, name), { recursive: true, force: true })
  const work = await mkdtemp(join(folder, workPrefix))
  try {
    const made = join(work, 'storage')
    await make(work, made, options)
    const final = join(folder, await registryKey())
    await rm(final, { recursive: true, force: true })
    await rename(made, final)
    return final
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Found, or else built. */
export const obtainRegistry = async (options: BuildOptions): Promise<string> => (await findRegistry(options)) ?? (await buildRegistry(options))

/** Deletes the storage of today's recipe, if there is one. */
export const forgetRegistry = async ({ cache }: Pick<RegistryOptions, 'cache'>): Promise<void> =>
  rm(join(registryFolder(cache), await registryKey()), { recursive: true, force: true })

const workPrefix = '.building-'

/** What apt-get can install in a container of debian:13, with all that it needs. */
const mirrored: readonly string[] = ['ruby-sinatra', 'ruby-rackup', 'puma']

const make = async (work: string, storage: string, { progress, signal }: BuildOptions): Promise<void> => {
  const total = 7
  const phase = (done: number, text: string) => {
    progress({ text, done, total })
    return { architecture: 'amd64', signal, onLine: (line: string) => progress({ text: `${text}: ${line}`, done, total }) } as const
  }
  const tars = { debian: join(work, 'debian.tar'), nginx: join(work, 'nginx.tar') }
  const trees = { amd64: join(work, 'tools'), arm64: join(work, 'arm64'), armhf: join(work, 'armhf'), mirror: join(work, 'packages') }
  // Setting up the certificates takes two minutes in an emulated container, so they are there already.
  await installPackages({ ...phase(0, 'Making debian:13'), packages: ['ca-certificates'], to: tars.debian })
  await installPackages({ ...phase(1, 'Making nginx:1.26'), packages: ['nginx'], to: tars.nginx, onTopOf: tars.debian })
  await unpackPackages({ ...phase(2, 'Fetching busybox, registry and emulators'), packages: toolPackages, to: trees.amd64 })
  for (const architecture of ['arm64', 'armhf'] as const) {
    await unpackPackages({ ...phase(architecture === 'arm64' ? 3 : 4, `Fetching busybox for ${architecture}`), architecture, packages: ['busybox-static'], releaseOnly: true, to: trees[architecture] })
  }
  await unpackPackages({ ...phase(5, 'Fetching what apt is to find'), packages: mirrored, to: trees.mirror })

  phase(6, 'Packing the images')
  const [epoch, signer] = [sourceDateEpoch, makeSigner('Shipshape’s lab, made for one build', sourceDateEpoch)]
  const below = await debianLayer(tars.debian, signer.certificate, epoch)
  const applets = await busyboxOf(trees.amd64, signal).applets()
  const layerOf = async (tree: string) => busyboxLayer(await readFile(join(tree, 'usr/bin/busybox')), applets, epoch)
  const layers = { amd64: await layerOf(trees.amd64), arm64: await layerOf(trees.arm64), armhf: await layerOf(trees.armhf) }
  const box = { tree: trees.amd64, below: layers.amd64, epoch }
  await writeStorage(storage, [
    debianImage(below, epoch),
    await nginxImage(tars, below, epoch),
    ...busyboxImages(layers, epoch),
    ...(await Promise.all([helloImage(epoch), registryImage(box), httpdImage(box), binfmtImage(box)])),
  ])
  const archives = join(trees.mirror, 'var/cache/apt/archives')
  await makeMirror(mirrorOf(storage), { archives, status: await dpkgStatus(tars.debian), signer, epoch, signal })
}
