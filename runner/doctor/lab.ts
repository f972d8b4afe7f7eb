import { join } from 'node:path'
import { RunnerError } from '../errors.ts'
import { bootImage } from '../lab/boot-image.ts'
import { recipeKey } from '../lab/image/build/key.ts'
import { imagesFolder, openImage, type Image } from '../lab/image/image.ts'
import { chooseAccelerator, type ProbeOptions } from '../machines/qemu/accelerator.ts'
import { type KeptPart, keptParts } from '../lab/kept-parts.ts'
import { qemuVersion } from '../machines/qemu/process.ts'
import { hubAnswers } from '../targets/lab/hub.ts'
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
  if (opened === undefined)
    return { finding: { ...common, state: 'missing', saw: 'not built yet, or its recipe has changed', fix: build } }
  if ('damage' in opened) return { finding: { ...common, state: 'missing', saw: opened.damage, fix: build } }
  const { image } = opened
  return {
    image,
    finding: {
      ...common,
      state: 'ok',
      saw: `${image.id}: Linux ${image.manifest.kernelRelease}, ${megabytes(image)}, every byte checked`,
    },
  }
}

/** Without hardware acceleration everything works, several times slower. */
const examineAccelerator = async (image: Image | undefined, options: ProbeOptions): Promise<Finding> => {
  const common = { area: 'lab', what: 'accelerator' } as const
  if (image === undefined)
    return { ...common, state: 'warning', saw: 'not tested: the test needs the lab’s image', fix: build }
  try {
    const version = await qemuVersion(architecture)
    const { accelerator, because } = await chooseAccelerator(bootImage(image), architecture, version, options)
    if (because === undefined) return { ...common, state: 'ok', saw: `${accelerator}: a test guest ran on it` }
    const saw = `${accelerator}, emulation: ${because}`
    const fix = fixOf(because)
    return fix === undefined ? { ...common, state: 'ok', saw } : { ...common, state: 'warning', saw, fix }
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error
    return { ...common, state: 'missing', saw: error.message, fix: error.hint }
  }
}

/** The fix, where a person can change something: permission to open the device, or a computer that was busy. */
const fixOf = (because: string): string | undefined => {
  if (because.includes(' cannot be opened ')) return 'sudo usermod -aG kvm "$USER" && newgrp kvm'
  return because.includes(' within ') ? 'npx shipshape doctor --again' : undefined
}

/** A missing stand-in or VM is only a warning: it blocks only what uses it. */
const examineParts = async (cache: string, isOnline: () => Promise<boolean>): Promise<readonly Finding[]> => {
  const parts = await keptParts(cache, isOnline)
  return parts.filter(({ id }) => id !== 'image').map(findingOf)
}

const findingOf = ({ id, state, detail = '' }: KeptPart): Finding => {
  const common = { area: 'lab', what: id } as const
  if (state === 'whole') return { ...common, state: 'ok', saw: `${detail}, every byte checked` }
  if (state === 'not-needed') return { ...common, state: 'ok', saw: `not needed: ${detail}` }
  return {
    ...common,
    state: 'missing',
    saw: detail === '' ? 'not made yet, or its recipe has changed' : `not there: ${detail}`,
    fix: build,
  }
}

/** Verifies every byte of what was built, and tests the accelerator unless its result is remembered. */
export const examineLab = async (
  cache: string,
  options: ProbeOptions,
  isOnline = (): Promise<boolean> => hubAnswers(options.signal),
): Promise<readonly Finding[]> => {
  const { finding, image } = await examineImage(cache)
  const [accelerator, parts] = await Promise.all([examineAccelerator(image, options), examineParts(cache, isOnline)])
  return [finding, accelerator, ...parts]
}
