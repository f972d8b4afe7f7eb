import { z } from 'zod'
import { RunnerError } from '../../errors.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const file = z.strictObject({ bytes: z.number().int().positive(), sha256 })

const manifestSchema = z.strictObject({
  version: z.literal(1),
  /** The recipe's key: images with the same id were built by the same recipe. */
  id: z.string().regex(/^[0-9a-f]{16}$/),
  architecture: z.enum(['amd64', 'arm64']),
  suite: z.string(),
  /** The date of the packages, not of the build: building the same packages again gives the same bytes. */
  sourceDateEpoch: z.number().int(),
  kernelRelease: z.string(),
  /** Kernel parameters with which the image boots fastest; the VM adds its own. */
  commandLine: z.array(z.string()).readonly(),
  /** The unpacked files, ready to boot. */
  files: z.strictObject({ vmlinux: file, 'initrd.img': file, 'root.squashfs': file }),
  packages: z
    .array(
      z.strictObject({
        name: z.string(),
        version: z.string(),
        architecture: z.string(),
        /** The version in the lock, when the pool no longer had it and a newer one was used. */
        insteadOf: z.string().optional(),
      }),
    )
    .readonly(),
})

/** What an image is made of; stored next to it and on its disc, as `manifest.json`. */
export type ImageManifest = Readonly<z.infer<typeof manifestSchema>>
export type BootFile = keyof ImageManifest['files']

export const bootFiles: readonly BootFile[] = ['vmlinux', 'initrd.img', 'root.squashfs']

/** RunnerError('broken') when the text is not a manifest of this version. */
export const parseManifest = (text: string, from: string): ImageManifest => {
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new RunnerError('broken', `${from} is damaged, or comes from another version of Shipshape.`, {
      hint: 'npx shipshape lab build',
      cause: error,
    })
  }
}
