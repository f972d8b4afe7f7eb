import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** One line of the server's list: a manifest that was served, or anything that was asked for and is not there. */
export interface ServedRequest {
  readonly path: string
  /** The digest of what was served; absent: it was refused. */
  readonly digest?: string
}

/** The requests until now, oldest first. A server that was never asked has no list. */
export const readRequests = async (file: string): Promise<readonly ServedRequest[]> => {
  const text = existsSync(file) ? await readFile(file, 'utf8') : ''
  // The last piece is empty, or a line that is being written.
  const lines = text.split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line) as ServedRequest) // Written by serve.ts.
}

interface Reference {
  /** As guides name it, without a tag: `nginx`, `arm64v8/busybox`. */
  readonly repository: string
  readonly tag: string
}

const referenceIn = (path: string): Reference | undefined => {
  const [, repository, tag] = /^\/v2\/(?:library\/)?(.+)\/manifests\/([^/]+)$/.exec(path) ?? []
  return repository === undefined || tag === undefined ? undefined : { repository, tag }
}

const isDigest = (tag: string): boolean => tag.startsWith('sha256:')
const nameOf = ({ repository, tag }: Reference): string => `${repository}${isDigest(tag) ? '@' : ':'}${tag}`

interface UsedImage {
  readonly image: string
  readonly digest: string
}

/**
 * The images that were served, each once, in the order of their first request. An engine asks for a tag first and then
 * for its digests, also those of one platform, so a digest counts only where no tag of its repository was asked for.
 */
export const imagesServed = (requests: readonly ServedRequest[]): readonly UsedImage[] => {
  const asked = requests.flatMap(({ path, digest }) => {
    const reference = referenceIn(path)
    return reference === undefined || digest === undefined ? [] : [{ ...reference, digest }]
  })
  const tagged = new Set(asked.filter(({ tag }) => !isDigest(tag)).map(({ repository }) => repository))
  const used = asked.filter(({ tag, repository }) => !isDigest(tag) || !tagged.has(repository))
  return [...new Map(used.toReversed().map((each) => [nameOf(each), each.digest] as const))]
    .toReversed()
    .map(([image, digest]) => ({ image, digest }))
}

/** The images that were asked for and are not there, each once. */
export const imagesRefused = (requests: readonly ServedRequest[]): readonly string[] => [
  ...new Set(
    requests.flatMap(({ path, digest }) => {
      const reference = referenceIn(path)
      return reference === undefined || digest !== undefined ? [] : [nameOf(reference)]
    }),
  ),
]
