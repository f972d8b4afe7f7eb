import { type Check, equals, type Match, matches, prints, text, type WorldCheck } from '../model/index.ts'

/** The image exists under its own name. */
export const built = (image: string): Check => ({ kind: 'image', name: text`${image}`, state: 'present' })

/** `docker build -q` printed the image’s ID, and nothing else of the build. */
export const printedId: Check = prints(matches(/^sha256:[0-9a-f]{64}$/))

/** One value of what the engine says of an image or a container. */
export const said = (of: 'image' | 'container', name: string, at: string, match: Match): WorldCheck => ({
  ...{ kind: 'inspect', of, name: text`${name}`, at, match },
})

/** The program that the container began with, and its arguments, as the engine keeps them. */
export const began = (container: string, program: string, ...words: readonly string[]): readonly Check[] => [
  said('container', container, '/Path', equals(text`${program}`)),
  said('container', container, '/Args', equals(text`${JSON.stringify(words)}`)),
]
