import { readFile } from 'node:fs/promises'
import { Agent } from 'node:https'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import type Docker from 'dockerode'
import type { ClientCertificates } from '../../checks/look/address.ts'
import { deadlines } from '../../contract/deadlines.ts'
import { RunnerError } from '../../errors.ts'
import { engineClient } from '../../host/engine-client.ts'
import { type Process, processes } from '../../host/processes/index.ts'
import { enginePort, sshEndpoint } from '../../machines/qemu/endpoints.ts'
import { machineFiles, type MachineFiles } from '../../machines/qemu/files.ts'
import { readRecord } from '../../machines/qemu/record.ts'
import { stateOf } from '../../machines/qemu/state.ts'
import { connectSsh, type SshConnection } from '../../machines/ssh-connection.ts'
import type { Inside, Interruption } from './inside.ts'

/** Opens access to the VM in a folder. The ssh connection is reused until the VM closes it. */
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
        { en: 'There is no VM to look into.', 'zh-cn': '没有可以查看的虚拟机。' },
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
    interrupted: () => interrupted(files),
    address: async () => {
      if ((await processOf(files)) === undefined) return undefined
      const { stdout } = await (await connection()).exec('ip -4 addr show dev eth1')
      return /inet (\d+\.\d+\.\d+\.\d+)/.exec(stdout)?.[1]
    },
    exec: async (command) => (await connection()).exec(command),
    // Each request gets its own stream.
    withEngine: async (look) => look(engineThrough(await (await connection()).dial(enginePort), await certificates())),
    certificates,
  }
}

/** What the PID file of a VM that should run leads to; undefined when none should run. */
const processOf = async (files: MachineFiles): Promise<Process | 'gone' | undefined> => {
  const record = await readRecord(files)
  const processId = (await readFile(files.processId, 'utf8').catch(() => '')).trim()
  return record?.left !== 'running' || processId === '' ? undefined : (processes.find(Number(processId)) ?? 'gone')
}

/**
 * How the VM was interrupted: its record says that it runs, but the process of its PID file is gone, or is stopped.
 * QEMU removes that file on a regular exit. Uses the process table, not QEMU, which accepts one QMP client at a time
 * and may be connected to boot2docker; the PID is reliable here, because the observer is in the same PID namespace.
 */
const interrupted = async (files: MachineFiles): Promise<Interruption | undefined> => {
  for (let looks = 1; ; looks += 1) {
    const found = await processOf(files)
    if (found === undefined || (found !== 'gone' && !found.isStopped)) return undefined
    // QEMU may be about to remove the file, or to be continued.
    if (looks === 2) return found === 'gone' ? 'killed' : 'stopped'
    await sleep(300)
  }
}

// The engine's TLS inside an ssh stream, which needs no port of the reader's computer.
const engineThrough = (stream: Duplex, certificates: ClientCertificates | undefined): Docker => {
  const agent = new Agent({ keepAlive: false })
  agent.createConnection = () => connectTls({ socket: stream, servername: 'localhost', ...certificates })
  return engineClient(
    { protocol: 'https', host: 'localhost', port: enginePort, agent, ...certificates },
    { connectMs: deadlines.connect, answerMs: deadlines.answer },
  )
}
