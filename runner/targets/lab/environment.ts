import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Client } from '../../lab/client/index.ts'
import { cacheDir } from '../../paths.ts'
import { quote } from '../../quote.ts'

/** Stands for the reader's computer: a home folder, programs on the path, an environment. */
export interface ReaderHome {
  readonly home: string
  /** The folder of the VM that `boot2docker init` makes. */
  readonly machine: string
  /** The complete environment: nothing of the runner's own is in it, so no secret either. */
  readonly env: Readonly<Record<string, string>>
}

const boot2docker = join(import.meta.dirname, '../../bin/boot2docker.mjs')
const systemPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']

export interface ReaderPrograms {
  /** The Docker client with its plugins; absent where the lab has none. */
  readonly client?: Client | undefined
  /** What `boot2docker` executes, a file for Node (default: the runner's own). */
  readonly command?: string
}

/** Makes a home with the boot2docker command and the Docker client on its path. */
export const makeReaderHome = async (folder: string, programs: ReaderPrograms): Promise<ReaderHome> => {
  const [home, bin] = [join(folder, 'home'), join(folder, 'bin')]
  await mkdir(join(home, '.ssh'), { recursive: true, mode: 0o700 })
  await mkdir(bin, { recursive: true, mode: 0o700 })
  await makePrograms(bin, programs)
  await linkPlugins(join(home, '.docker'), programs.client)
  return readerHomeIn(folder)
}

/** A home that was made there. */
export const readerHomeIn = (folder: string): ReaderHome => {
  const [home, bin] = [join(folder, 'home'), join(folder, 'bin')]
  return {
    home,
    machine: join(home, '.boot2docker', 'machines', 'boot2docker-vm'),
    env: {
      PATH: [bin, ...systemPath].join(delimiter),
      HOME: home,
      USER: 'reader',
      SHELL: '/bin/bash',
      LANG: 'C.UTF-8',
      TERM: 'xterm',
      SHIPSHAPE_CACHE: cacheDir(),
    },
  }
}

/** Removes the home with disks and memory images; the output of the steps stays next to the journal. */
export const removeHome = (folder: string): Promise<void> => rm(join(folder, 'home'), { recursive: true, force: true })

/** Creates a folder for the path with boot2docker, the Docker client, Node and a `sudo`. */
export const makePrograms = async (bin: string, { client, command = boot2docker }: ReaderPrograms): Promise<void> => {
  await program(join(bin, 'boot2docker'), `exec ${quote(process.execPath)} ${quote(command)} "$@"`)
  // In the namespace the reader is root already; on a computer of their own they are not.
  await program(join(bin, 'sudo'), 'exec "$@"')
  if (client !== undefined) await link(join(bin, 'docker'), client.docker)
  await link(join(bin, 'node'), process.execPath)
}

const program = async (path: string, script: string): Promise<void> => {
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
}

/** Makes `docker buildx` and `docker compose` available with this folder of settings, as Docker Desktop does. */
export const linkPlugins = async (settings: string, client: Client | undefined): Promise<void> => {
  const folder = join(settings, 'cli-plugins')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const [name, file] of Object.entries(client?.plugins ?? {})) await link(join(folder, name), file)
}

const link = async (path: string, to: string): Promise<void> => {
  await rm(path, { force: true })
  await symlink(to, path)
}
