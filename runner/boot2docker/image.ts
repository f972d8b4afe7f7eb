import { copyFile, link, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bootImage } from '../lab/boot-image.ts'
import { digestOf } from '../host/digest.ts'
import { openImage } from '../lab/image/image.ts'
import { findImage, type Image, type Progress, unpackIso } from '../lab/image/index.ts'
import type { BootImage } from '../machines/qemu/index.ts'
import { cacheDir } from '../paths.ts'
import type { Config } from './config.ts'
import { CommandError } from './command-error.ts'

/** The only architecture that is supported. */
export const architecture = 'amd64'

/** The image that was built on this computer. */
export const findBuiltImage = (progress: Progress): Promise<Image | undefined> =>
  findImage({ architecture, cache: cacheDir(), progress })

/** Installs the image that was built here; the previous one stays as `.bak`. Returns the path of its source. */
export const takeBuiltIso = async (config: Config, progress: Progress): Promise<string> => {
  const image = await findBuiltImage(progress)
  if (image === undefined) {
    throw new CommandError('Failed to download ISO image: none was built on this computer, and there is no --iso-url', {
      hint: 'npx shipshape lab build',
    })
  }
  await mkdir(dirname(config.ISO), { recursive: true })
  const draft = `${config.ISO}.download`
  await rm(draft, { force: true })
  await link(image.iso, draft).catch(() => copyFile(image.iso, draft)) // Hard links do not cross file systems.
  await replaceIso(draft, config.ISO)
  return image.iso
}

const replaceIso = async (draft: string, iso: string): Promise<void> => {
  await rename(iso, `${iso}.bak`).catch(() => undefined)
  await rename(draft, iso)
}

/** What a cold start boots: the ISO's files, unpacked and verified. undefined when there is no ISO. */
export const bootImageOf = async (
  config: Config,
  progress: Progress,
  signal: AbortSignal,
): Promise<BootImage | undefined> => {
  if (!(await isThere(config.ISO))) return undefined
  const built = await findBuiltImage(progress)
  if (built !== undefined && (await isSame(config.ISO, built.iso))) return bootImage(built)
  const { sha256 } = await digestOf(config.ISO)
  const folder = join(config.Dir, 'images', sha256.slice(0, 16))
  const opened = await openImage(folder, 'stamps')
  if (opened !== undefined && 'image' in opened) return bootImage(opened.image)
  return bootImage(await unpackIso(config.ISO, folder, { progress, signal }))
}

/** Whether another ISO than the VM’s was built on this computer, which `boot2docker upgrade` would take. */
export const isAnotherBuilt = async (config: Config): Promise<boolean> => {
  if (config.ISOURL !== '' || !(await isThere(config.ISO))) return false
  const built = await findBuiltImage(() => undefined)
  return built !== undefined && !(await isSame(config.ISO, built.iso))
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const isSame = async (one: string, other: string): Promise<boolean> => {
  const [first, second] = await Promise.all([stat(one), stat(other)])
  if (first.ino === second.ino && first.dev === second.dev) return true
  return first.size === second.size && (await digestOf(one)).sha256 === (await digestOf(other)).sha256
}
