import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Words } from '../../../playbooks/model/text.ts'
import { RunnerError } from '../../errors.ts'
import { cloneReady } from '../../lab/ready.ts'
import { enginePort } from '../../machines/qemu/endpoints.ts'
import { launchSaved, machineFiles } from '../../machines/qemu/index.ts'
import { readRecord } from '../../machines/qemu/record.ts'
import { cacheDir } from '../../paths.ts'
import type { Probe } from './probe-client.ts'
import type { ReaderHome } from './environment.ts'

/** Resuming takes half a second; a slow computer gets a minute. */
const deadlineMs = 60_000

export interface ReadyOptions {
  readonly prefix: readonly string[]
  readonly probe: Probe
  readonly environment: ReaderHome
  readonly onProgress: (text: Words) => void
  readonly signal: AbortSignal
}

/** Copies a prepared VM into the reader's home, with ~/code shared. */
export const placeReady = async ({ home, machine }: ReaderHome): Promise<void> => {
  const code = join(home, 'code')
  await mkdir(code)
  await cloneReady({ cache: cacheDir(), to: machine, code })
}

/**
 * Resumes it; returns the variables that `boot2docker shellinit` would set. QEMU is started from here, and the
 * probe, which starts meanwhile inside the namespace, where the guest is reachable, waits until it answers.
 */
export const resumeReady = async ({
  prefix,
  probe,
  environment,
  onProgress,
  signal,
}: ReadyOptions): Promise<Readonly<Record<string, string>>> => {
  onProgress({ en: 'Resuming a prepared VM', 'zh-cn': '正在恢复预先准备好的虚拟机' })
  const files = machineFiles(environment.machine)
  const qemu = await launchSaved(files, prefix)
  const ended = qemu.ended.then((complaint) => Promise.reject(notStarted(complaint)))
  const answers = probe
    .ask({ ask: 'resumed', withinMs: deadlineMs })
    .catch((cause: unknown) => Promise.reject(cause as Error))
  const [variables] = await Promise.race([Promise.all([clientVariables(environment), answers]), ended])
  signal.throwIfAborted()
  return variables
}

const notStarted = (complaint: string): RunnerError =>
  new RunnerError('broken', `The prepared VM does not start: ${complaint}`, {
    hint: 'npx shipshape lab build --again',
  })

/** Writes the certificates as boot2docker does, so that the boot2docker command finds them. */
const clientVariables = async ({ home, machine }: ReaderHome): Promise<Readonly<Record<string, string>>> => {
  const files = machineFiles(machine)
  const folder = join(home, '.boot2docker', 'certs', 'boot2docker-vm')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of ['ca.pem', 'cert.pem', 'key.pem']) await cp(join(files.tls, name), join(folder, name))
  const guest = (await readRecord(files))?.spec.hostOnly.guest ?? ''
  return { DOCKER_HOST: `tcp://${guest}:${enginePort}`, DOCKER_CERT_PATH: folder, DOCKER_TLS_VERIFY: '1' }
}
