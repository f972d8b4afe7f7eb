import { RunnerError } from '../../errors.ts'
import { findImage } from '../../lab/image/obtain.ts'
import { qemuVersion } from '../../machines/qemu/process.ts'
import { cacheDir } from '../../paths.ts'
import type { Lack } from '../../protocol/events.ts'
import { findRegistry } from '../../lab/registry/index.ts'
import { hubAnswers } from './hub.ts'
import { findOnPath } from './surroundings.ts'

const build = 'npx shipshape lab build'

/** What this computer lacks to open the lab, each with the command that provides it. */
export const labLacks = async (): Promise<readonly Lack[]> => {
  if (process.platform !== 'linux') {
    return [{ what: `The lab runs on Linux only so far; this is ${process.platform}.`, hint: 'Read the guide here, and run it on a computer with Linux.' }]
  }
  const found = await Promise.all([qemuLack(), clientLack(), imageLack(), registryLack()])
  return found.filter((lack) => lack !== undefined)
}

type MaybeLack = Promise<Lack | undefined>

const qemuLack = async (): MaybeLack => {
  try {
    await qemuVersion('amd64')
    return undefined
  } catch (error) {
    if (error instanceof RunnerError) return { what: error.message, hint: error.hint }
    throw error
  }
}

const clientLack = (): MaybeLack =>
  Promise.resolve(findOnPath('docker') === undefined ? { what: 'The Docker client “docker” is not installed.', hint: 'npx shipshape doctor' } : undefined)

const imageLack = async (): MaybeLack => {
  const image = await findImage({ architecture: 'amd64', cache: cacheDir(), progress: () => undefined })
  return image === undefined ? { what: 'The lab’s image has not been built yet.', hint: build } : undefined
}

const registryLack = async (): MaybeLack => {
  const registry = await findRegistry({ cache: cacheDir(), progress: () => undefined })
  if (registry !== undefined || (await hubAnswers(new AbortController().signal))) return undefined
  return { what: 'Docker Hub cannot be reached, and the images that stand in for its own have not been built yet.', hint: build }
}
