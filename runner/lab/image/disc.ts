import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { digestOf } from '../../host/digest.ts'
import { describeImage, imageFiles, writeSums, type Image, type Progress } from './image.ts'
import { bootFiles, parseManifest, type ImageManifest } from './manifest.ts'
import { extractFromDisc, makeDisc } from './xorriso.ts'
import { packFile, unpackFile } from './zstd.ts'

/**
 * Writes `boot2docker.iso` next to an image's boot files: /boot/manifest.json and each boot file, compressed (`.zst`).
 * The manifest has the checksums of the uncompressed files, which are booted.
 */
export const writeDisc = async (folder: string, manifest: ImageManifest, signal: AbortSignal): Promise<void> => {
  const content = join(folder, '.disc')
  const boot = join(content, 'boot')
  await mkdir(boot, { recursive: true })
  try {
    await writeFile(join(boot, 'manifest.json'), await readFile(join(folder, imageFiles.manifest)))
    await Promise.all(bootFiles.map((name) => packFile(join(folder, name), join(boot, `${name}.zst`), signal)))
    const { sourceDateEpoch } = manifest
    await makeDisc({
      folder: content,
      file: join(folder, imageFiles.iso),
      label: 'boot2docker',
      sourceDateEpoch,
      signal,
    })
  } finally {
    await rm(content, { recursive: true, force: true })
  }
}

/**
 * Unpacks a disc into a new folder, ready to boot; the folder appears only when every checksum is right.
 * RunnerError('broken') when the disc is damaged or is not one of ours; then nothing is left behind.
 */
export const unpackIso = async (
  iso: string,
  directory: string,
  options: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<Image> => {
  const { progress, signal } = options
  await mkdir(dirname(directory), { recursive: true })
  const work = await mkdtemp(`${directory}.unpacking-`)
  try {
    progress({ text: 'Reading the disc' })
    await extractFromDisc({ disc: iso, path: '/boot', to: join(work, 'boot'), signal })
    const text = await readFile(join(work, 'boot/manifest.json'), 'utf8')
    const manifest = parseManifest(text, iso)
    for (const [index, name] of bootFiles.entries()) {
      progress({ text: `Unpacking ${name}`, done: index, total: bootFiles.length })
      await unpackFile(join(work, 'boot', `${name}.zst`), join(work, name), signal).catch(damaged(iso, signal))
      const { sha256 } = await digestOf(join(work, name))
      if (sha256 !== manifest.files[name].sha256) throw damagedDisc(iso)
    }
    await rm(join(work, 'boot'), { recursive: true, force: true })
    await writeFile(join(work, imageFiles.manifest), text)
    await writeSums(work)
    await rm(directory, { recursive: true, force: true })
    await rename(work, directory)
    return { ...describeImage(directory, manifest), iso }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

const damaged =
  (iso: string, signal: AbortSignal) =>
  (error: unknown): never => {
    signal.throwIfAborted()
    throw damagedDisc(iso, error)
  }

const damagedDisc = (iso: string, cause?: unknown): RunnerError =>
  new RunnerError('broken', `The disc ${iso} is damaged.`, { hint: 'boot2docker download', cause })
