import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

const draftMark = '.draft-'

/**
 * Makes a folder atomically: `fill` fills a draft of it, which then takes its name and the place of an older one. An
 * error leaves that as it was. The caller ensures that one process at a time makes folders beside it.
 */
export const makeWholeFolder = async (folder: string, fill: (draft: string) => Promise<void>): Promise<void> => {
  const parent = dirname(folder)
  await mkdir(parent, { recursive: true })
  await removeDrafts(parent)
  const draft = await mkdtemp(join(parent, `${basename(folder)}${draftMark}`))
  try {
    await fill(draft)
    await rm(folder, { recursive: true, force: true })
    await rename(draft, folder)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** Removes what killed processes left. */
const removeDrafts = async (parent: string): Promise<void> => {
  const left = (await readdir(parent)).filter((name) => name.includes(draftMark))
  await Promise.all(left.map((name) => rm(join(parent, name), { recursive: true, force: true })))
}
