import { access, constants, statfs } from 'node:fs/promises'
import { connect } from 'node:net'
import { freemem } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Host } from '../core/preflight.ts'

const gigabyte = 1e9

/** How long another computer may take to answer. */
const reachMs = 5000

const isExecutable = async (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

const isReached = (host: string): Promise<boolean> => {
  const { hostname, port } = new URL(`tcp://${host}`)
  const socket = connect({ host: hostname, port: port === '' ? 443 : Number(port), timeout: reachMs })
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('timeout', () => resolve(false))
  }).finally(() => socket.destroy())
}

/** This computer. `folder` selects the disk. */
export const thisHost = (folder: string, path = process.env['PATH'] ?? ''): Host => ({
  hasProgram: async (name) =>
    (await Promise.all(path.split(delimiter).map((dir) => isExecutable(join(dir, name))))).includes(true),
  freeDiskGigabytes: async () => {
    const { bavail, bsize } = await statfs(folder)
    return (bavail * bsize) / gigabyte
  },
  freeMemoryGigabytes: () => Promise.resolve(freemem() / gigabyte),
  canReach: isReached,
  make: { system: process.platform, processor: process.arch },
})
