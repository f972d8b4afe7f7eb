import { open, rename, rm } from 'node:fs/promises'

/** Writes a file so that it has, at each moment and after a crash, either its old or its new content. */
export const writeWhole = async (path: string, content: string): Promise<void> => {
  const draft = `${path}.${process.pid}.new`
  try {
    const file = await open(draft, 'w')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
}
