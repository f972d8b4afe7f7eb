import { join } from 'node:path'
import { RunnerError } from '../errors.ts'
import { bootImage } from '../lab/boot-image.ts'
import { recipeKey } from '../lab/image/build/key.ts'
import { imagesFolder, openImage, type Image, type Progress } from '../lab/image/image.ts'
import { findReady } from '../lab/ready.ts'
import { findRegistry, standInImages } from '../lab/registry/index.ts'
import { chooseAccelerator, type ProbeOptions } from '../machines/qemu/accelerator.ts'
import { qemuVersion } from '../machines/qemu/process.ts'
import type { Finding } from './finding.ts'

const build = 'npx shipshape lab build'
const architecture = 'amd64'

const megabytes = (image: Image): string => {
  const { files } = image.manifest
  const bytes = files.vmlinux.bytes + files['initrd.img'].bytes + files['root.squashfs'].bytes
  return `${Math.round(bytes / 1e6)} MB unpacked`
}

const examineImage = async (cache: string): Promise<{ readonly finding: Finding; readonly image?: Image }> => {
  const folder = join(imagesFolder(cache, architecture), await recipeKey(architecture))
  const opened = await openImage(folder)
  const common = { area: 'lab', what: 'image' } as const
  if (opened === undefined) return { finding: { ...common, state: 'missing', saw: 'not built yet, or its recipe has changed', fix: build } }
  if ('damage' in opened) return { finding: { ...common, state: 'missing', saw: opened.damage, fix: build } }
  const { image } = opened
  return { image, finding: { ...common, state: 'ok', saw: `${image.id}: Linux ${image.manifest.kernelRelease}, ${megabytes(image)}, every byte checked` } }
}

/** Without hardware's help all the same works, several times slower. */
const examineAccelerator = async (image: Image | undefined, options: ProbeOptions): Promise<Finding> => {
  const common = { area: 'lab', what: 'accelerator' } as const
  if (image === undefined) return { ...common, state: 'warning', saw: 'not tried: it takes an image to try it with', fix: build }
  try {
    const version = await qemuVersion(architecture)
    const { accelerator, because } = await chooseAccelerator(bootImage(image), architecture, version, options)
    if (because === undefined) return { ...common, state: 'ok', saw: `${accelerator}: a guest really ran on it` }
    const saw = `${accelerator}, emulation: ${because}`
    const fix = fixOf(because)
    return fix === undefined ? { ...common, state: 'ok', saw } : { ...common, state: 'warning', saw, fix }
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error
    return { ...common, state: 'missing', saw: error.message, fix: error.hint }
  }
}

/** What a person can change: the right to open the device, and a computer that was busy. */
const fixOf = (because: string): string | undefined => {
  if (because.startsWith('/dev/kvm')) return 'sudo usermod -aG kvm "$USER"'
  return because.includes(' within ') ? 'npx shipshape doctor --again' : undefined
}

interface Kept {
  readonly what: string
  readonly saw: string
  readonly find: (options: { readonly cache: string; readonly progress: Progress }) => Promise<string | undefined>
}

const kept: readonly Kept[] = [
  { what: 'registry', saw: `stand-ins for ${standInImages.join(', ')}, every byte checked`, find: findRegistry },
  { what: 'ready machine', saw: 'prepared with this image and this QEMU, every byte checked', find: (options) => findReady({ ...options, depth: 'bytes' }) },
]

const examineKept = async ({ what, saw, find }: Kept, cache: string): Promise<Finding> => {
  const notes: string[] = []
  try {
    const path = await find({ cache, progress: ({ text }) => void notes.push(text) })
    if (path !== undefined) return { area: 'lab', what, state: 'ok', saw }
    return { area: 'lab', what, state: 'missing', saw: notes[0] ?? 'not made yet, or its recipe has changed', fix: build }
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error
    return { area: 'lab', what, state: 'missing', saw: error.message, fix: error.hint }
  }
}

/** What was built: every byte is checked, and a guest is run unless that is known, or is to be tried again. */
export const examineLab = async (cache: string, options: ProbeOptions): Promise<readonly Finding[]> => {
  const { finding, image } = await examineImage(cache)
  const others = await Promise.all([examineAccelerator(image, options), ...kept.map((each) => examineKept(each, cache))])
  return [finding, ...others]
}
