import { mkdir, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { RunnerError } from '../../errors.ts'
import { type MachineFiles, pathHash } from './files.ts'

const timeoutMs = 300_000
const pollMs = 100

/**
 * Does something with a VM under its lock. The lock is a listening socket, which the system closes
 * when its holder dies; it also names its holder. Waits up to five minutes, then throws RunnerError('busy').
 */
export const exclusively = async <T>(files: MachineFiles, act: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
  const server = await lock(files, signal)
  try {
    return await act()
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}

const lock = async (files: MachineFiles, signal?: AbortSignal): Promise<Server> => {
  const address = await lockAddress(files)
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const server = await listen(address)
    if (server !== undefined) return server
    const holder = await askHolder(address)
    if (holder === undefined && !address.startsWith('\0')) await rm(address, { force: true })
    if (Date.now() > deadline) {
      throw new RunnerError('busy', `Another process is working on this VM: ${holder ?? 'unknown'}.`, {
        hint: 'boot2docker poweroff',
      })
    }
    await pause(pollMs, undefined, { signal })
  }
}

/** On Linux the socket has an abstract name, so no file is left behind. */
const lockAddress = async (files: MachineFiles): Promise<string> => {
  if (process.platform === 'linux') return `\0shipshape-machine-${pathHash(files.folder)}`
  const folder = join(dirname(files.folder), '.locks')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return join(folder, pathHash(files.folder))
}

const listen = (address: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) =>
      socket.on('error', () => undefined).end(`process ${process.pid}, ${process.argv.slice(2).join(' ')}`),
    )
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(address, () => resolve(server))
    server.unref()
  })

const askHolder = (address: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect(address)
    let said = ''
    socket.setTimeout(1_000, () => socket.destroy())
    socket.on('data', (text) => (said += text.toString('utf8').slice(0, 200)))
    socket.on('error', () => undefined)
    socket.once('close', () => resolve(said === '' ? undefined : said))
  })
