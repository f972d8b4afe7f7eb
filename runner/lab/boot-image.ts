import type { BootImage } from '../machines/qemu/index.ts'
import type { Image } from './image/image.ts'

/** An image as a machine boots it. */
export const bootImage = ({ kernel, initrd, root, manifest }: Image): BootImage => ({
  kernel,
  initrd,
  root,
  parameters: manifest.commandLine,
})
