import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where in the source something is. Lines and columns count from 1. */
export interface Place {
  /** From the root of the repository, with `/`. */
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/** `playbooks/boot2docker.ts:5:7`, which terminals and editors open. */
export const placeText = ({ file, line, column }: Place): string =>
  [file, line, column].filter((part) => part !== undefined).join(':')

/** A path from the root. */
export const fromRoot = (root: string, file: string): string => relative(root, file).replaceAll('\\', '/')

const pathOf = (file: string): string => (file.startsWith('file:') ? fileURLToPath(file) : file)

const isOurs = (root: string, file: string): boolean => {
  const path = fromRoot(root, pathOf(file))
  return path.startsWith('playbooks/')
}

/** The first place in a guide that an error's stack names; Node prints a syntax error's line and a caret above it. */
export const placeInStack = (stack: string, root: string): Place | undefined => {
  const heading = /^(\S+?):(\d+)\n(?:.*\n)??([^\n]*)\n( *)\^/.exec(stack)
  if (heading?.[1] !== undefined && isOurs(root, heading[1])) {
    return { file: fromRoot(root, pathOf(heading[1])), line: Number(heading[2]), column: (heading[4] ?? '').length + 1 }
  }
  const frames = [...stack.matchAll(/((?:file:\/\/)?\/[^\n()]*?):(\d+):(\d+)/g)]
  const frame = frames.find(([, file = '']) => isOurs(root, file) && !isModel(root, file))
  if (frame?.[1] === undefined) return importerIn(stack, root)
  return { file: fromRoot(root, pathOf(frame[1])), line: Number(frame[2]), column: Number(frame[3]) }
}

/** The vocabulary is called by the guide that makes the mistake. */
const isModel = (root: string, file: string): boolean => fromRoot(root, pathOf(file)).startsWith('playbooks/model/')

/** “Cannot find module X imported from Y” names the file only. */
const importerIn = (stack: string, root: string): Place | undefined => {
  const importer = /imported from (\S+\.ts)/.exec(stack)?.[1]
  return importer !== undefined && isOurs(root, importer) ? { file: fromRoot(root, pathOf(importer)) } : undefined
}
