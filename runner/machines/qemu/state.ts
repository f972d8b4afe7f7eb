import { access, readFile } from 'node:fs/promises'
import { RunnerError } from '../../errors.ts'
import type { MachineState } from '../machine.ts'
import type { MachineFiles } from './files.ts'
import { openQmp, type Qmp } from './qmp.ts'
import { readRecord } from './record.ts'

/**
 * The VM's current state. Whether it is alive is decided by QEMU's answer, never by a PID: QEMU may be in another
 * PID namespace.
 */
export const stateOf = async (files: MachineFiles): Promise<MachineState> => {
  const qmp = await openQmp(files.socket)
  if (qmp !== undefined) {
    await using conversation = qmp
    const status = await conversation.status()
    return status === 'ended' ? 'poweroff' : status
  }
  const record = await readRecord(files)
  if (record?.left !== 'running') return record?.left ?? 'poweroff'
  return (await wasTornDown(files)) ? 'aborted' : 'poweroff'
}

/** QEMU removes its PID file when the guest powers off; it cannot when it is killed or the host loses power. */
const wasTornDown = async (files: MachineFiles): Promise<boolean> => {
  const isLeft = await access(files.processId).then(
    () => true,
    () => false,
  )
  return isLeft || (await readFile(files.qemuLog, 'utf8').catch(() => '')).includes('terminating on signal')
}

/** Connects to the running QEMU. RunnerError('broken') when there is none. */
export const withQmp = async <T>(files: MachineFiles, talk: (qmp: Qmp) => Promise<T>): Promise<T> => {
  const qmp = await openQmp(files.socket)
  if (qmp === undefined) throw notRunning()
  await using conversation = qmp
  return await talk(conversation)
}

export const notRunning = (): RunnerError =>
  new RunnerError('broken', 'The VM is not running.', { hint: 'boot2docker up' })
