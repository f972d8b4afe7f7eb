import { createServer, type AddressInfo, type Server } from 'node:net'
import { onTestFinished } from 'vitest'

const close = (server: Server): Promise<void> => new Promise((resolve) => void server.close(() => resolve()))

/** The port of a server that listens until the test is over. */
export const listen = async (server: Server = createServer()): Promise<number> => {
  onTestFinished(() => close(server))
  return portOf(server)
}

const portOf = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port // listening on TCP, so it is an object
}

/** A port on which nobody listens. */
export const freePort = async (): Promise<number> => {
  const server = createServer()
  const port = await portOf(server)
  await close(server)
  return port
}
