import { mkdir, mkdtemp, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RunnerError } from '../../../errors.ts'
import {
  type Archives,
  obtainPackages,
  packagesOf,
  readLock,
  readPackages,
  type StoredPackage,
} from '../../../packages/index.ts'
import { architectureFacts, type Architecture } from '../architecture.ts'
import { digestOf } from '../../../host/digest.ts'
import { writeDisc } from '../disc.ts'
import { describeImage, imageFiles, imagesFolder, writeSums, type Image, type Progress } from '../image.ts'
import type { ImageManifest } from '../manifest.ts'
import { makeInitramfs } from './initramfs.ts'
import { recipeKey } from './key.ts'
import { uncompressedKernel } from './kernel.ts'
import { packRoot } from './mksquashfs.ts'
import { installModules } from './modules.ts'
import { commandLine, earlyModules, imagePart, modules, sourceDateEpoch, suite } from './recipe.ts'
import { assembleRoot } from './root.ts'

const neededBytes = 2 * 1024 ** 3

export interface BuildOptions {
  readonly architecture: Architecture
  readonly cache: string
  readonly progress: Progress
  readonly signal: AbortSignal
  /** Where packages come from (default: this computer's own settings). */
  readonly archives?: Archives
}

/**
 * Builds the lab image from Debian's packages, with or without root, in about a minute. It appears under its name
 * only when it is finished, so an interrupted build leaves nothing that could be mistaken for an image.
 * The caller ensures that only one build runs. RunnerError('blocked') when a program or disk space is missing,
 * 'broken' when packages are unavailable.
 */
export const buildImage = async (options: BuildOptions): Promise<Image> => {
  const { architecture, cache } = options
  const folder = imagesFolder(cache, architecture)
  await mkdir(folder, { recursive: true })
  await clearLeftovers(folder)
  await checkSpace(folder)
  const work = await mkdtemp(join(folder, workPrefix))
  try {
    const made = join(work, 'image')
    const id = await recipeKey(architecture)
    const manifest = await make(work, made, id, options)
    const final = join(folder, id)
    await rm(final, { recursive: true, force: true })
    await rename(made, final)
    return describeImage(final, manifest)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

const workPrefix = '.building-'

const clearLeftovers = async (folder: string): Promise<void> => {
  const left = (await readdir(folder)).filter((name) => name.startsWith(workPrefix))
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })))
}

const checkSpace = async (folder: string): Promise<void> => {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize >= neededBytes) return
  const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GB`
  throw new RunnerError(
    'blocked',
    `${folder} has ${gigabytes(bavail * bsize)} left; building the image takes ${gigabytes(neededBytes)}.`,
    {
      hint: 'Free some space there, or name another folder in SHIPSHAPE_CACHE.',
    },
  )
}

const make = async (work: string, made: string, id: string, options: BuildOptions): Promise<ImageManifest> => {
  const { architecture, progress, signal } = options
  const root = join(work, 'root')
  await mkdir(made)
  const stored = await obtainImagePackages(options)

  const total = stored.length + 3
  const unpacking = (done: number): void => progress({ text: 'Unpacking the packages', done, total })
  const tree = await readPackages(
    stored.map(({ file }) => file),
    { wants, signal, onFile: unpacking },
  )
  await assembleRoot(tree, root, architecture)
  const { release, early } = await installModules(tree, root, { early: earlyModules, later: modules })

  progress({ text: 'Packing the root', done: stored.length, total })
  await packRoot(root, join(made, imageFiles.root), signal)
  await writeFile(
    join(made, imageFiles.initrd),
    await makeInitramfs(root, join(root, 'usr/lib/modules', release), early),
  )
  const kernel = tree.file(`boot/vmlinuz-${release}`).data
  await writeFile(
    join(made, imageFiles.kernel),
    architectureFacts(architecture).kernel === 'elf' ? uncompressedKernel(kernel) : kernel,
  )

  progress({ text: 'Making the disc', done: stored.length + 1, total })
  const manifest = await describe(made, stored, { id, architecture, kernelRelease: release })
  await writeFile(join(made, imageFiles.manifest), `${JSON.stringify(manifest, undefined, 2)}\n`)
  await writeDisc(made, manifest, signal)

  progress({ text: 'Writing the checksums', done: stored.length + 2, total })
  await writeSums(made)
  return manifest
}

const obtainImagePackages = async ({
  architecture,
  cache,
  progress,
  signal,
  archives,
}: BuildOptions): Promise<readonly StoredPackage[]> => {
  const wanted = packagesOf(await readLock(), imagePart(architecture))
  return obtainPackages(wanted, {
    ...{ cache, signal },
    ...(archives === undefined ? {} : { archives }),
    onBytes: (done, all) => progress({ text: 'Downloading Debian packages', done, total: all, unit: 'bytes' }),
    onNote: (text) => progress({ text }),
  })
}

/** Manuals, translations and most of the emulators are skipped. */
const wants = (path: string): boolean =>
  !/^usr\/share\/(?!ca-certificates\/|qemu\/|doc\/[^/]+\/copyright$)/.test(path) &&
  !/^usr\/bin\/qemu-(?!(?:arm|aarch64|x86_64)(?:-static)?$)/.test(path)

const describe = async (
  made: string,
  stored: readonly StoredPackage[],
  known: Pick<ImageManifest, 'id' | 'architecture' | 'kernelRelease'>,
): Promise<ImageManifest> => ({
  version: 1,
  ...known,
  suite,
  sourceDateEpoch,
  commandLine,
  files: {
    vmlinux: await digestOf(join(made, imageFiles.kernel)),
    'initrd.img': await digestOf(join(made, imageFiles.initrd)),
    'root.squashfs': await digestOf(join(made, imageFiles.root)),
  },
  packages: stored.map(describePackage),
})

const describePackage = ({ name, version, architecture, from }: StoredPackage): ImageManifest['packages'][number] => ({
  name,
  version,
  architecture,
  ...(from.version === version ? {} : { insteadOf: from.version }),
})
