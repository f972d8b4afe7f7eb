import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import type { MachineSpec } from '../machine.ts'
import { makeSshKey } from '../ssh-key.ts'
import { makeCertificates } from './certificates.ts'
import { makeDisk } from './disk.ts'
import { sshPort } from './endpoints.ts'
import { type MachineFiles } from './files.ts'
import { type Architecture, type BootImage, readRecord, writeRecord } from './record.ts'

export interface CreateOptions {
  readonly spec: MachineSpec
  readonly image: BootImage
  readonly architecture: Architecture
  /** Public keys, one line each, that may log in as `docker` and `root`, besides the VM's own key. */
  readonly authorizedKeys: readonly string[]
  /** Faster, but a power cut may damage its disk. */
  readonly throwAway: boolean
  readonly signal: AbortSignal
}

/** Creates all files of a VM on the host. RunnerError('busy') when the folder has one already. */
export const createFiles = async (files: MachineFiles, options: CreateOptions): Promise<void> => {
  if ((await readRecord(files)) !== undefined) {
    throw new RunnerError('busy', `There is already a VM in ${files.folder}.`, { hint: 'boot2docker delete' })
  }
  await rm(files.folder, { recursive: true, force: true })
  await mkdir(files.folder, { recursive: true, mode: 0o700 })
  try {
    await fill(files, options)
  } catch (error) {
    await rm(files.folder, { recursive: true, force: true })
    throw error
  }
}

const fill = async (
  files: MachineFiles,
  { spec, image, architecture, throwAway, ...options }: CreateOptions,
): Promise<void> => {
  const hostKey = makeSshKey('boot2docker')
  const identity = makeSshKey('shipshape')
  // 10.0.2.15 is the guest's address behind the NAT.
  const certificates = await makeCertificates(
    [spec.hostOnly.guest, '127.0.0.1', 'localhost', 'boot2docker', '10.0.2.15'],
    new Date(),
  )
  await mkdir(files.tls, { mode: 0o700 })
  await Promise.all([
    secret(join(files.tls, 'ca.pem'), certificates.authority),
    secret(join(files.tls, 'ca-key.pem'), certificates.authorityKey),
    secret(join(files.tls, 'cert.pem'), certificates.client),
    secret(join(files.tls, 'key.pem'), certificates.clientKey),
    secret(files.identity, identity.privateKey),
    secret(`${files.identity}.pub`, `${identity.publicKey}\n`),
    secret(files.knownHosts, knownHosts(spec, hostKey.publicKey)),
  ])
  const guestFiles = {
    authorized_keys: `${[identity.publicKey, ...options.authorizedKeys].join('\n')}\n`,
    ssh_host_ed25519_key: hostKey.privateKey,
    'tls/ca.pem': certificates.authority,
    'tls/server.pem': certificates.server,
    'tls/server-key.pem': certificates.serverKey,
  }
  await makeDisk(files.disk, spec.diskMegabytes, guestFiles, options.signal)
  // Last: the VM exists once its record does.
  await writeRecord(files, { version: 1, uuid: randomUUID(), architecture, spec, image, left: 'poweroff', throwAway })
}

const secret = (path: string, content: string): Promise<void> => writeFile(path, content, { mode: 0o600 })

const knownHosts = (spec: MachineSpec, publicKey: string): string => {
  const ports = spec.forwards.filter(({ guestPort }) => guestPort === sshPort).map(({ hostPort }) => hostPort)
  const names = ports.flatMap((port) => [`[localhost]:${port}`, `[127.0.0.1]:${port}`])
  // The alias is valid for any port that is forwarded to it.
  return `${['boot2docker', ...names, spec.hostOnly.guest].join(',')} ${publicKey}\n`
}
