import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from '../../../../runner/host/digest.ts'
import { writeSums } from '../../../../runner/lab/image/image.ts'
import { bootFiles, type ImageManifest } from '../../../../runner/lab/image/manifest.ts'

/** An image's folder with tiny files, right in every checksum. */
export const fakeImage = async (folder: string, id: string): Promise<ImageManifest> => {
  mkdirSync(folder, { recursive: true })
  for (const name of bootFiles) writeFileSync(join(folder, name), `${name} of ${id}\n`.repeat(100))
  const digests = await Promise.all(bootFiles.map(async (name) => [name, await digestOf(join(folder, name))]))
  const manifest: ImageManifest = {
    version: 1,
    ...{ id, architecture: 'amd64', suite: 'trixie', sourceDateEpoch: 1_754_697_600, kernelRelease: '6.12.1-amd64' },
    commandLine: ['quiet'],
    files: Object.fromEntries(digests) as ImageManifest['files'], // One entry per boot file, just made.
    packages: [{ name: 'docker.io', version: '26.1.5', architecture: 'amd64' }],
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
  await writeSums(folder)
  return manifest
}
