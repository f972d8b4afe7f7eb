import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Cast, toCastFile } from '../protocol/cast.ts'

/** Saves a recording atomically as `FOLDER/PLAYBOOK.TARGET.cast`. Returns the file's path. */
export const keepRecording = async (cast: Cast, folder: string): Promise<string> => {
  const { playbook, target } = cast.header.shipshape
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${playbook}.${target}.cast`)
  await writeFile(`${path}.new`, toCastFile(cast))
  await rename(`${path}.new`, path)
  return path
}
