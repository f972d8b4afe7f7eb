import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { findProgram } from '../../host/program.ts'
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

/** Makes a home with the boot2docker command (a file for Node) and the Docker client on its path. */
export const makeReaderHome = async (folder: string, command = boot2docker): Promise<ReaderHome> => {
  const [home, bin] = [join(folder, 'home'), join(folder, 'bin')]
  await mkdir(join(home, '.ssh'), { recursive: true, mode: 0o700 })
  await mkdir(bin, { recursive: true, mode: 0o700 })
  await makePrograms(bin, command)
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
export const makePrograms = async (bin: string, command = boot2docker): Promise<void> => {
  await program(join(bin, 'boot2docker'), `exec ${quote(process.execPath)} ${quote(command)} "$@"`)
  // In the namespace the reader is root already; on a computer of their own they are not.
  await program(join(bin, 'sudo'), 'exec "$@"')
  await linkDockerClient(bin)
  await link(join(bin, 'node'), process.execPath)
}

const program = async (path: string, script: string): Promise<void> => {
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
}

/** The Docker client may be in a folder that is only on the reader's own path. */
const linkDockerClient = async (bin: string): Promise<void> => {
  const found = findProgram('docker')
  if (found === undefined) return
  await link(join(bin, 'docker'), found)
}

const link = async (path: string, to: string): Promise<void> => {
  await rm(path, { force: true })
  await symlink(to, path)
}
