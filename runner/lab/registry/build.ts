import { mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { busyboxOf } from '../image/build/busybox.ts'
import { installPackages, unpackPackages } from '../image/build/mmdebstrap.ts'
import { sourceDateEpoch } from '../image/build/recipe.ts'
import { moveAside, type Progress } from '../image/image.ts'
import { registryKey } from './key.ts'
import { busyboxImage, debianImage, debianLayer, helloImage, nginxImage } from './recipes.ts'
import { damagedBlob, writeStorage } from './storage.ts'

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
  const damage = await damagedBlob(storage).catch((error: unknown) => String(error))
  if (damage === undefined) return storage
  progress({ text: `The registry is damaged (${damage}). It was moved to ${await moveAside(storage)} and will be made again.` })
  return undefined
}

/**
 * Makes debian:13, nginx:1.26, busybox:1.37 and hello-world from Debian's packages and yields the folder that a
 * registry serves; takes under a minute. It appears under its name only when it is finished. The caller sees to it
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

const make = async (work: string, storage: string, { progress, signal }: BuildOptions): Promise<void> => {
  const total = 4
  const phase = (done: number, text: string) => {
    progress({ text, done, total })
    return { architecture: 'amd64', signal, onLine: (line: string) => progress({ text: `${text}: ${line}`, done, total }) } as const
  }
  const tars = { debian: join(work, 'debian.tar'), nginx: join(work, 'nginx.tar') }
  const tree = join(work, 'busybox')
  await installPackages({ ...phase(0, 'Making debian:13'), packages: [], to: tars.debian })
  await installPackages({ ...phase(1, 'Making nginx:1.26'), packages: ['nginx'], to: tars.nginx, onTopOf: tars.debian })
  await unpackPackages({ ...phase(2, 'Making busybox:1.37'), packages: ['busybox-static'], to: tree })

  phase(3, 'Packing the images')
  const program = await readFile(join(tree, 'usr/bin/busybox'))
  const below = await debianLayer(tars.debian)
  await writeStorage(storage, [
    debianImage(below, sourceDateEpoch),
    await nginxImage(tars, below, sourceDateEpoch),
    await busyboxImage(program, await busyboxOf(tree, signal).applets(), sourceDateEpoch),
    await helloImage(sourceDateEpoch),
  ])
}
