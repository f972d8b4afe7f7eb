import { readFile } from 'node:fs/promises'
import { Agent } from 'node:https'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import type Docker from 'dockerode'
import type { ClientCertificates } from '../../checks/observe/address.ts'
import { RunnerError } from '../../errors.ts'
import { engineClient } from '../../host/engine-client.ts'
import { processes } from '../../host/processes/index.ts'
import { enginePort, sshEndpoint } from '../../machines/qemu/endpoints.ts'
import { machineFiles, type MachineFiles } from '../../machines/qemu/files.ts'
import { readRecord } from '../../machines/qemu/record.ts'
import { stateOf } from '../../machines/qemu/state.ts'
import { connectSsh, type SshConnection } from '../../machines/ssh-connection.ts'
import type { Inside } from './inside.ts'

/** An engine call that takes longer is an engine that does not answer. Milliseconds. */
const engineMs = 10_000

/** The road into the machine whose folder it is. The ssh conversation is kept until the machine ends it. */
export const openInside = (folder: string): Inside => {
  const files = machineFiles(folder)
  let kept: Promise<SshConnection> | undefined

  const connection = async (): Promise<SshConnection> => {
    const open = await kept?.catch(() => undefined)
    if (open?.isOpen() === true) return open
    kept = connect()
    return kept
  }
  const connect = async (): Promise<SshConnection> => {
    const record = await readRecord(files)
    if (record === undefined)
      throw new RunnerError(
        'broken',
        { en: 'There is no machine to look into.', 'zh-cn': '没有可以查看的虚拟机。' },
        { hint: 'boot2docker init' },
      )
    return connectSsh(await sshEndpoint(files, record, 'root'))
  }
  const certificates = async (): Promise<ClientCertificates | undefined> => {
    const read = (name: string): Promise<string> => readFile(join(files.tls, name), 'utf8')
    try {
      const [ca, cert, key] = await Promise.all([read('ca.pem'), read('cert.pem'), read('key.pem')])
      return { ca, cert, key }
    } catch {
      // The machine has not been made yet.
      return undefined
    }
  }

  return {
    state: async () => ((await readRecord(files)) === undefined ? 'absent' : stateOf(files)),
    wasKilled: () => wasKilled(files),
    address: async () => {
      const { stdout } = await (await connection()).exec('ip -4 addr show dev eth1')
      return /inet (\d+\.\d+\.\d+\.\d+)/.exec(stdout)?.[1]
    },
    exec: async (command) => (await connection()).exec(command),
    // One stream carries one request, and one look is one request.
    withEngine: async (look) => look(engineThrough(await (await connection()).dial(enginePort), await certificates())),
    certificates,
  }
}

/**
 * Whether the machine was killed: it was left running, and the process that its file names is gone. QEMU removes that
 * file when it ends as it should. Asked of the process table, not of QEMU, which talks to one at a time and may be
 * talking to boot2docker; its process number can be trusted here, for the observer lives in the same namespace.
 */
const wasKilled = async (files: MachineFiles): Promise<boolean> => {
  for (let looks = 1; ; looks += 1) {
    const record = await readRecord(files)
    const processId = (await readFile(files.processId, 'utf8').catch(() => '')).trim()
    if (record?.left !== 'running' || processId === '' || processes.find(Number(processId)) !== undefined) return false
    // The file may have been on its way out.
    if (looks === 2) return true
    await sleep(300)
  }
}

// A stream through ssh with the engine's TLS on top: the look needs no port of the reader's computer.
const engineThrough = (stream: Duplex, certificates: ClientCertificates | undefined): Docker => {
  const agent = new Agent({ keepAlive: false })
  agent.createConnection = () => connectTls({ socket: stream, servername: 'localhost', ...certificates })
  return engineClient({
    protocol: 'https',
    host: 'localhost',
    port: enginePort,
    timeout: engineMs,
    agent,
    ...certificates,
  })
}
