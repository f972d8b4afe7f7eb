import { cacheDir } from '../../paths.ts'
import { findImage } from '../../lab/image/index.ts'
import { findReady } from '../../lab/ready.ts'
import { findRegistry, standInImages } from '../../lab/registry/index.ts'

interface Part {
  readonly name: string
  /** Where it is; absent when it has to be made. */
  readonly path?: string
  readonly detail?: string
}

/** Shows what the lab consists of; every byte is checked. Answers 0 when it is whole, 3 otherwise. */
export const showStatus = async (isJson: boolean): Promise<number> => {
  const notes: string[] = []
  const options = { cache: cacheDir(), progress: ({ text }: { readonly text: string }): void => void notes.push(text) }
  const [image, registry, ready] = await Promise.all([findImage({ ...options, architecture: 'amd64', depth: 'bytes' }), findRegistry(options), findReady({ ...options, depth: 'bytes' })])
  const parts: readonly Part[] = [
    part('image', image?.iso, image === undefined ? '' : `${image.id}, kernel ${image.manifest.kernelRelease}`),
    part('registry', registry, standInImages.join(', ')),
    part('ready machine', ready, 'resumes with its engine running'),
  ]
  process.stdout.write(isJson ? `${JSON.stringify({ parts, notes }, undefined, 2)}\n` : table(parts, notes))
  return parts.every(({ path }) => path !== undefined) ? 0 : 3
}

const part = (name: string, path: string | undefined, detail: string): Part => (path === undefined ? { name } : { name, path, detail })

const table = (parts: readonly Part[], notes: readonly string[]): string => {
  const rows = parts.map(({ name, path, detail }) => `${name.padEnd(14)} ${path === undefined ? 'missing: npx shipshape lab build' : `whole   ${path} (${detail ?? ''})`}`)
  return [...notes, ...rows, ''].join('\n')
}
