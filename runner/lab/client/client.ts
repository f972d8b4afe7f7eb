import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { sha256Of } from '../../host/digest.ts'
import { removeOldest } from '../../host/remove-oldest.ts'
import { obtainPackages, packagesOf, readLock, readPackages } from '../../packages/index.ts'
import { type Architecture, hostArchitecture } from '../image/architecture.ts'
import type { Progress } from '../image/image.ts'
import { type Depth, firstDamaged, sumsOf } from '../verified.ts'
import { makeWholeFolder } from '../whole-folder.ts'
import { clientPart } from './packages.ts'

/** The Docker client of the lab, ready to execute on this computer. */
export interface Client {
  readonly docker: string
  /** Files as they belong into `~/.docker/cli-plugins` (docker's “cli-plugins” convention), by name. */
  readonly plugins: Readonly<Record<string, string>>
  /** Debian's version of each package, by name. */
  readonly versions: Readonly<Record<string, string>>
}

export interface ClientWanted {
  /** The cache folder. */
  readonly cache: string
  /** How it is verified (default: by its stamps). */
  readonly depth?: Depth
}

export interface MakeClient extends ClientWanted {
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** Where Debian has them, and their names here. */
const programs = {
  'usr/bin/docker': 'docker',
  'usr/libexec/docker/cli-plugins/docker-buildx': 'docker-buildx',
  'usr/libexec/docker/cli-plugins/docker-compose': 'docker-compose',
} as const

const noteName = 'client.json'
const noteSchema = z.strictObject({
  sums: z.record(z.string(), z.string()),
  versions: z.record(z.string(), z.string()),
})

/** The client of the current lock, when it exists and is intact. */
export const findClient = async ({ cache, depth = 'stamps' }: ClientWanted): Promise<Client | undefined> => {
  const folder = await folderOf(cache, hostArchitecture())
  try {
    const note = noteSchema.parse(JSON.parse(await readFile(join(folder, noteName), 'utf8')))
    if ((await firstDamaged(folder, note.sums, depth)) !== undefined) return undefined
    return describe(folder, note.versions)
  } catch {
    return undefined // Missing or incomplete: it is made again.
  }
}

const describe = (folder: string, versions: Client['versions']): Client => {
  const { 'usr/bin/docker': docker, ...plugins } = programs
  const named = Object.values(plugins).map((name) => [name, join(folder, name)] as const)
  return { docker: join(folder, docker), plugins: Object.fromEntries(named), versions }
}

/**
 * The client, downloaded when it is missing; its folder appears only when it is complete. RunnerError('broken') when a
 * package is unavailable. The caller ensures that only one process makes it.
 */
export const obtainClient = async (wanted: MakeClient): Promise<Client> =>
  (await findClient(wanted)) ?? (await makeClient(wanted))

const makeClient = async ({ cache, progress, signal }: MakeClient): Promise<Client> => {
  const architecture = hostArchitecture()
  const folder = await folderOf(cache, architecture)
  const packages = await obtainPackages(packagesOf(await readLock(), clientPart(architecture)), {
    ...{ cache, signal },
    onBytes: (done, total) => progress({ text: 'Downloading Debian packages', done, total, unit: 'bytes' }),
    onNote: (text) => progress({ text }),
  })
  const versions = Object.fromEntries(packages.map(({ name, version }) => [name, version]))
  await makeWholeFolder(folder, async (draft) => {
    const files = packages.map(({ file }) => file)
    await unpack(files, draft, signal)
    const note = { sums: await sumsOf(draft, Object.values(programs)), versions }
    await writeFile(join(draft, noteName), JSON.stringify(note))
  })
  await removeOldest(dirname(folder), keptClients)
  return describe(folder, versions)
}

/** Deletes the client of the current lock, if there is one. */
export const forgetClient = async ({ cache }: Pick<ClientWanted, 'cache'>): Promise<void> =>
  rm(await folderOf(cache, hostArchitecture()), { recursive: true, force: true })

/** The current version and the previous one, which another checkout may still use. */
const keptClients = 2

const unpack = async (packages: readonly string[], to: string, signal: AbortSignal): Promise<void> => {
  const tree = await readPackages(packages, { wants: (path) => Object.hasOwn(programs, path), signal })
  for (const [path, name] of Object.entries(programs)) {
    await writeFile(join(to, name), tree.file(path).data)
    await chmod(join(to, name), 0o755)
  }
}

const folderOf = async (cache: string, architecture: Architecture): Promise<string> => {
  const packages = packagesOf(await readLock(), clientPart(architecture)).map(({ sha256 }) => sha256)
  return join(cache, 'client', architecture, sha256Of(JSON.stringify([packages, programs])).slice(0, 16))
}
