import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Banned, banned, leftOut } from './banned.ts'

export interface Finding {
  readonly word: string
  readonly use: string
}

/** Lower-case text with identifiers split into words: `takeBack`, `take_back`, `take-back.ts` are `take back`. */
const split = (text: string): string =>
  text
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()

const without = (text: string, allowed: Banned['allowed'] = []): string =>
  allowed.reduce((rest, phrase) => rest.replaceAll(new RegExp(phrase, 'g'), ' '), text)

/** The banned words in a line, each with its replacement. */
export const bannedIn = (line: string): readonly Finding[] => {
  const text = split(line)
  return banned.flatMap(({ pattern, use, allowed }) => {
    const word = pattern.exec(without(text, allowed))?.[0]
    return word === undefined ? [] : [{ word, use }]
  })
}

const complaint = (place: string, { word, use }: Finding): string => `${place}: “${word}”, write: ${use}`

/** The banned words in a file's name and in its text, as `FILE:LINE: “WORD”, write: REPLACEMENT`. */
export const complaintsOf = (file: string, text: string): readonly string[] => [
  ...bannedIn(file.replaceAll(/[-/.]/g, ' ')).map((finding) => complaint(file, finding)),
  ...text
    .split('\n')
    .flatMap((line, index) => bannedIn(line).map((finding) => complaint(`${file}:${index + 1}`, finding))),
]

/** The same for all files of the repository below these paths, new files included. */
export const complaintsBelow = (root: string, paths: readonly string[]): readonly string[] =>
  execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', ...paths],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    },
  )
    .split('\0')
    .filter((file) => file !== '' && !leftOut.test(file))
    .flatMap((file) => complaintsOf(file, textOf(join(root, file))))

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // It was deleted, but not yet in Git's index.
  }
}
