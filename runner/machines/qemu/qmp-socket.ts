import { connect, type Socket } from 'node:net'
import { RunnerError } from '../../errors.ts'
import { nearPath } from './near-path.ts'

export const broken = (message: string, cause?: unknown): RunnerError =>
  new RunnerError('broken', message, {
    hint: 'Power it off with “boot2docker poweroff”, then “boot2docker up”.',
    cause,
  })

/** QEMU's socket, connected; undefined when nobody listens there. */
export const connectTo = (path: string): Promise<Socket | undefined> =>
  new Promise((resolve, reject) => {
    const near = nearPath(path)
    const socket = connect(near.path)
    // Once only: the error may come long after the connection, and the number of a closed file belongs to another by
    // then.
    const settled = new Promise<void>((settle) => socket.once('connect', settle).once('error', () => settle()))
    void settled.then(() => near.release())
    socket.once('connect', () => resolve(socket))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(error.code ?? '')) resolve(undefined)
      else reject(broken(`QEMU's socket ${path} cannot be opened: ${error.message}.`, error))
    })
  })
