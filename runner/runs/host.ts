import { statfs } from 'node:fs/promises'
import { connect } from 'node:net'
import { freemem } from 'node:os'
import type { Host } from '../core/preflight.ts'
import { findProgram } from '../host/program.ts'

const gigabyte = 1e9

/** How long another computer may take to answer. */
const reachMs = 5000

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
  hasProgram: (name) => Promise.resolve(findProgram(name, path) !== undefined),
  freeDiskGigabytes: async () => {
    const { bavail, bsize } = await statfs(folder)
    return (bavail * bsize) / gigabyte
  },
  freeMemoryGigabytes: () => Promise.resolve(freemem() / gigabyte),
  canReach: isReached,
  make: { system: process.platform, processor: process.arch },
})
