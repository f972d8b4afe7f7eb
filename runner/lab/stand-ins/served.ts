import { join } from 'node:path'
import { manifestPath } from './keep-image.ts'
import type { Contents, KeptImage } from './kept.ts'
import { packIndex } from './oci.ts'
import type { Answer } from './serve.ts'

export interface KeptFolder {
  readonly folder: string
  readonly contents: Contents
}

/** Everything that is served of these folders, by path: their files, and the image names over all of them. */
export const answersOf = (kept: readonly KeptFolder[]): ReadonlyMap<string, Answer> => {
  const files = new Map(kept.flatMap(fileAnswers))
  const images = kept.flatMap(({ contents }) => contents.images)
  const tagged = images.flatMap((image) =>
    image.tags.map((tag) => ({ image, path: manifestPath(image.repository, tag) })),
  )
  for (const [path, all] of Map.groupBy(tagged, (each) => each.path)) {
    for (const [at, answer] of namedAnswers(
      path,
      all.map(({ image }) => image),
      files,
    ))
      files.set(at, answer)
  }
  return files
}

type Answers = readonly (readonly [string, Answer])[]

const fileAnswers = ({ folder, contents }: KeptFolder): Answers =>
  Object.entries(contents.files).map(([path, { sha256, type, bytes }]) => [
    path,
    { type, bytes, digest: `sha256:${sha256}`, from: { file: join(folder, sha256) } },
  ])

/** A name with several platforms is an index of the existing ones; any other is the image itself. */
const namedAnswers = (path: string, images: readonly KeptImage[], files: ReadonlyMap<string, Answer>): Answers => {
  const [first] = images
  if (first === undefined) return []
  const image = files.get(manifestPath(first.repository, first.manifest.digest))
  if (!first.isIndex) return image === undefined ? [] : [[path, image]]
  const { mediaType, digest, data } = packIndex(images.map(({ manifest, platform }) => ({ ...manifest, platform })))
  const answer: Answer = { type: mediaType, bytes: data.length, digest, from: { text: data.toString() } }
  return [
    [path, answer],
    [manifestPath(first.repository, digest), answer],
  ]
}
