import { createReadStream, createWriteStream, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Mask } from '../protocol/mask.ts'
import { privateFile } from './folder.ts'

/** The journal, what was set aside of a damaged one, and how the run was started. */
const isOwn = (name: string): boolean => /^(journal|playbook|request)\b/.test(name)

/** What the session keeps in a run's folder: its steps' commands, their output, the files that they wrote. */
const ofSession = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => !isOwn(name))
    .map((name) => join(folder, name))

/** Masks secrets in what the session has kept. Bytes that are not UTF-8 become U+FFFD. */
export const maskFiles = async (folder: string, mask: Mask): Promise<void> => {
  for (const path of ofSession(folder).flatMap(filesIn)) await maskFile(path, mask)
}

/** Removes what the session has kept, when nobody knows the secrets any more. */
export const removeFiles = (folder: string): void => {
  for (const path of ofSession(folder)) rmSync(path, { recursive: true, force: true })
}

/** The regular files at and below a path; links are not followed. */
const filesIn = (path: string): readonly string[] => {
  const entry = lstatSync(path)
  if (entry.isDirectory()) return readdirSync(path).flatMap((name) => filesIn(join(path, name)))
  return entry.isFile() ? [path] : []
}

const maskFile = async (path: string, mask: Mask): Promise<void> => {
  const stream = mask.stream()
  const masked = `${path}.masked`
  await pipeline(
    createReadStream(path, 'utf8'),
    async function* (chunks: AsyncIterable<string>) {
      for await (const chunk of chunks) yield stream.push(chunk)
      yield stream.flush()
    },
    createWriteStream(masked, { mode: privateFile }),
  )
  renameSync(masked, path)
}
