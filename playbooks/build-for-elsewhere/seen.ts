import { type Check, complains, contains, equals, type Text, text } from '../model/index.ts'

/** The platform of the image that a container was created from (Docker’s API, `ImageManifestDescriptor`). */
export const platformOf = (container: string, architecture: string): Check => ({
  kind: 'inspect',
  of: 'container',
  name: text`${container}`,
  at: '/ImageManifestDescriptor/platform/architecture',
  match: equals(text`${architecture}`),
})

/** A file that a step writes on the reader’s computer. */
export const written = (path: string, content: Text): Check => ({
  kind: 'file',
  where: 'host',
  path: text`${path}`,
  state: 'present',
  content: equals(content),
})

/** BuildKit names the platform of each stage when it builds for more than one. */
export const builtForBoth: readonly Check[] = ['amd64', 'arm64'].map((architecture) =>
  complains(contains(text`[linux/${architecture} `)),
)
