import { readdir, readFile, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { processes } from '../host/processes/index.ts'
import { removeOldest } from '../host/remove-oldest.ts'
import { machineFiles } from '../machines/qemu/index.ts'
import { packagesFolder, readLock } from '../packages/index.ts'
import { type Architecture, imagesFolder } from './image/index.ts'

/** The current image and the previous one, which another checkout or an existing VM may still boot. */
const keptImages = 2

/**
 * Deletes unused images, downloads that the lock does not list, and files of older versions. Call
 * it when everything has been built; what cannot be deleted stays.
 */
export const cleanUp = async (cache: string, architecture: Architecture): Promise<void> => {
  const used = await textsOfMachines()
  await removeOldest(imagesFolder(cache, architecture), keptImages, (name) =>
    used.some((text) => text.includes(`/${name}/`)),
  )
  const locked = new Set((await readLock()).map(({ sha256 }) => sha256))
  const downloads = await readdir(packagesFolder(cache)).catch((): readonly string[] => [])
  for (const name of downloads.filter((each) => !locked.has(each.replace(/\.part$/, ''))))
    await rm(join(packagesFolder(cache), name), { force: true })
  await rm(join(cache, 'registry'), { recursive: true, force: true })
}

/** The records and command lines of VMs, which name their images: the reader's own boot2docker and all running VMs. */
const textsOfMachines = async (): Promise<readonly string[]> => {
  const own = join(process.env['BOOT2DOCKER_DIR'] ?? join(homedir(), '.boot2docker'), 'machines')
  const records = (await namesIn(own)).map((name) => machineFiles(join(own, name)).record)
  const kept = await Promise.all(records.map((path) => readFile(path, 'utf8').catch(() => '')))
  return [...kept, ...processes.list().map(({ words }) => words.join(' '))]
}

const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch((): readonly string[] => [])
