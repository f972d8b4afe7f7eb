import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import type { EngineEndpoint } from '../engine.ts'
import type { SshEndpoint } from '../ssh.ts'
import type { MachineFiles } from './files.ts'
import type { MachineRecord } from './record.ts'

export const enginePort = 2376
export const sshPort = 22

/** The endpoint of the guest's ssh: the forward to its port 22. */
export const sshEndpoint = async (
  files: MachineFiles,
  record: MachineRecord,
  user: SshEndpoint['user'],
): Promise<SshEndpoint> => {
  const forward = record.spec.forwards.find(({ guestPort, protocol }) => guestPort === sshPort && protocol === 'tcp')
  if (forward === undefined) {
    throw new RunnerError('broken', `There is no forward to the ssh port of “${record.spec.name}”.`, {
      hint: 'boot2docker forward add "ssh,tcp,127.0.0.1,2022,,22"',
    })
  }
  const [privateKey, known] = await Promise.all([readFile(files.identity, 'utf8'), readFile(files.knownHosts, 'utf8')])
  return { host: forward.hostAddress, port: forward.hostPort, user, privateKey, hostKey: known.split(/\s+/)[2] ?? '' }
}

/** The endpoints of the guest's engine: its own address, then every forward to it. */
export const engineEndpoints = async (
  files: MachineFiles,
  record: MachineRecord,
): Promise<readonly EngineEndpoint[]> => {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readFile(join(files.tls, name), 'utf8')),
  )
  const secrets = { ca: ca ?? '', cert: cert ?? '', key: key ?? '' }
  const forwards = record.spec.forwards.filter(({ guestPort }) => guestPort === enginePort)
  return [
    { host: record.spec.hostOnly.guest, port: enginePort, ...secrets },
    ...forwards.map(({ hostAddress, hostPort }) => ({ host: hostAddress, port: hostPort, ...secrets })),
  ]
}
