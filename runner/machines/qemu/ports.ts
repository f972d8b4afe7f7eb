import { createServer } from 'node:net'
import { createSocket } from 'node:dgram'
import { RunnerError } from '../../errors.ts'
import type { Forward } from '../machine.ts'

/** Throws RunnerError('busy') that names the first rule whose host port is taken. */
export const needFreePorts = async (forwards: readonly Forward[]): Promise<void> => {
  for (const forward of forwards) {
    const trouble = await (forward.protocol === 'tcp' ? tryTcp(forward) : tryUdp(forward))
    if (trouble !== undefined) throw portTrouble(forward, trouble)
  }
}

export const portTrouble = (forward: Forward, code: string): RunnerError => {
  const { name, hostAddress, hostPort, protocol } = forward
  const why =
    code === 'EACCES'
      ? 'may only be opened by root'
      : code === 'EADDRNOTAVAIL'
        ? 'is at an address that this computer does not have'
        : 'is taken by another program'
  return new RunnerError('busy', `Port ${hostPort} (${protocol}, ${hostAddress}) of the forward “${name}” ${why}.`, {
    hint:
      code === 'EADDRINUSE'
        ? `ss -lnp 'sport = :${hostPort}'`
        : `boot2docker forward add "${name},${protocol},127.0.0.1,${hostPort + 8000},,${forward.guestPort}"`,
  })
}

const tryTcp = (forward: Forward): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(forward.hostPort, forward.hostAddress, () => server.close(() => resolve(undefined)))
  })

const tryUdp = (forward: Forward): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close()
      resolve(error.code ?? error.message)
    })
    socket.bind(forward.hostPort, forward.hostAddress, () => socket.close(() => resolve(undefined)))
  })
