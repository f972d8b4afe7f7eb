import type { BootImage } from '../machines/qemu/index.ts'
import type { Image } from './image/image.ts'

/** The parts of an image that a VM boots. */
export const bootImage = ({ kernel, initrd, root, manifest }: Image): BootImage => ({
  kernel,
  initrd,
  root,
  parameters: manifest.commandLine,
})
