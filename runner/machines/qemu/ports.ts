import { createServer } from 'node:net'
import { createSocket } from 'node:dgram'
import { RunnerError } from '../../errors.ts'
import { holderCommand } from '../../host/advice.ts'
import { processes } from '../../host/processes/index.ts'
import type { Forward } from '../machine.ts'

/** What may be used instead, once it is known which port is free; undefined when none near by is. */
export type Advice = (forward: Forward, freePort: number) => string

/** Throws RunnerError('busy') that names the first rule whose host port is taken, and a free one to use instead. */
export const needFreePorts = async (forwards: readonly Forward[], advice: Advice): Promise<void> => {
  for (const forward of forwards) {
    const trouble = await tryPort(forward)
    if (trouble !== undefined) throw await portTrouble(forward, trouble, advice)
  }
}

/** A VM that starts: the ports of `init` have flags, which `up` takes as well. */
export const adviceForStart: Advice = (forward, port) => {
  if (forward.name === 'ssh' || forward.name === 'docker') return `boot2docker --${forward.name}port=${port} up`
  return `boot2docker forward remove ${forward.name} && ${adviceForForward(forward, port)}`
}

export const adviceForForward: Advice = ({ name, protocol, hostAddress, guestPort }, port) =>
  `boot2docker forward add "${name},${protocol},${hostAddress},${port},,${guestPort}"`

const firstOpenPort = 1024
const triedPorts = 100

const portTrouble = async (forward: Forward, code: string, advice: Advice): Promise<RunnerError> => {
  const { name, hostAddress, hostPort, protocol } = forward
  const usable = code === 'EADDRNOTAVAIL' ? { ...forward, hostAddress: '127.0.0.1' } : forward
  const free = await freePortAfter({ ...usable, hostPort: Math.max(hostPort, firstOpenPort - 1) })
  const hint = free === undefined ? holderCommand(hostPort, protocol) : advice(usable, free)
  return new RunnerError(
    'busy',
    `Port ${hostPort} (${protocol}, ${hostAddress}) of the forward “${name}” ${whyNot(forward, code)}.`,
    { hint },
  )
}

const whyNot = ({ hostPort, protocol }: Forward, code: string): string => {
  if (code === 'EACCES') return 'may only be opened by root'
  if (code === 'EADDRNOTAVAIL') return 'is at an address that this computer does not have'
  const holder = protocol === 'tcp' ? processes.listenerOn(hostPort) : undefined
  return `is taken by ${holder === undefined ? 'another program' : `${holder.name} (process ${holder.pid})`}`
}

const freePortAfter = async (forward: Forward): Promise<number | undefined> => {
  for (let hostPort = forward.hostPort + 1; hostPort <= forward.hostPort + triedPorts; hostPort += 1)
    if (hostPort <= 65_535 && (await tryPort({ ...forward, hostPort })) === undefined) return hostPort
  return undefined
}

const tryPort = (forward: Forward): Promise<string | undefined> =>
  forward.protocol === 'tcp' ? tryTcp(forward) : tryUdp(forward)

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
