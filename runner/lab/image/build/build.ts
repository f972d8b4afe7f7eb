import { mkdir, mkdtemp, readFile, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RunnerError } from '../../../errors.ts'
import { architectureFacts, type Architecture } from '../architecture.ts'
import { digestOf } from '../digest.ts'
import { writeDisc } from '../disc.ts'
import { describeImage, imageFiles, imagesFolder, writeSums, type Image, type Progress } from '../image.ts'
import type { ImageManifest } from '../manifest.ts'
import { busyboxOf } from './busybox.ts'
import { makeInitramfs } from './initramfs.ts'
import { recipeKey } from './key.ts'
import { uncompressedKernel } from './kernel.ts'
import { packRoot } from './mksquashfs.ts'
import { unpackPackages } from './mmdebstrap.ts'
import { installModules } from './modules.ts'
import { unpackedPackages } from './packages.ts'
import { commandLine, earlyModules, modules, packages, sourceDateEpoch, suite } from './recipe.ts'
import { assembleRoot } from './root.ts'

const neededBytes = 2 * 1024 ** 3

export interface BuildOptions {
  readonly architecture: Architecture
  readonly cache: string
  readonly progress: Progress
  readonly signal: AbortSignal
}

/**
 * Builds the lab image from Debian's packages, as root or as anybody; takes about a minute. It appears under its name
 * only when it is finished, so a build that was interrupted leaves nothing that could be taken for an image.
 * The caller sees to it that only one build runs. RunnerError('blocked') when a program or space is missing,
 * 'broken' when packages cannot be had.
 */
export const buildImage = async (options: BuildOptions): Promise<Image> => {
  const { architecture, cache } = options
  architectureFacts(architecture)
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
  throw new RunnerError('blocked', `${folder} has ${gigabytes(bavail * bsize)} left; building the image takes ${gigabytes(neededBytes)}.`, {
    hint: 'Make room there, or name another folder in SHIPSHAPE_CACHE.',
  })
}

const make = async (work: string, made: string, id: string, { architecture, progress, signal }: BuildOptions): Promise<ImageManifest> => {
  const [tree, root] = [join(work, 'tree'), join(work, 'root')]
  const total = 5
  await mkdir(made)
  const download = 'Downloading and unpacking Debian packages'
  progress({ text: download, done: 0, total })
  const onLine = (line: string) => progress({ text: `${download}: ${line}`, done: 0, total })
  await unpackPackages({ architecture, packages: packages(architecture), to: tree, signal, onLine })

  progress({ text: 'Choosing what the guest needs', done: 1, total })
  const busybox = busyboxOf(tree, signal)
  await assembleRoot(tree, root, architecture, busybox)
  const { release, early } = await installModules(tree, root, { early: earlyModules, later: modules }, busybox)

  progress({ text: 'Packing the root', done: 2, total })
  await packRoot(root, join(made, imageFiles.root), signal)
  await writeFile(join(made, imageFiles.initrd), await makeInitramfs(root, join(root, 'usr/lib/modules', release), early))
  await writeFile(join(made, imageFiles.kernel), uncompressedKernel(await readFile(join(tree, 'boot', `vmlinuz-${release}`))))

  progress({ text: 'Making the disc', done: 3, total })
  const manifest = await describe(made, tree, { id, architecture, kernelRelease: release })
  await writeFile(join(made, imageFiles.manifest), `${JSON.stringify(manifest, undefined, 2)}\n`)
  await writeDisc(made, manifest, signal)

  progress({ text: 'Noting checksums', done: 4, total })
  await writeSums(made)
  return manifest
}

const describe = async (
  made: string,
  tree: string,
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
  packages: await unpackedPackages(tree),
})
