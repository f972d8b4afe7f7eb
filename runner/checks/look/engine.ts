import Docker from 'dockerode'
import type { EngineAddress } from './address.ts'

const timeoutMs = 4000

/** A client of the engine at this address. */
export const engineAt = (address: EngineAddress): Docker => {
  if (address.kind === 'socket') return new Docker({ socketPath: address.path, timeout: timeoutMs })
  const { host, port, tls } = address
  return tls === undefined
    ? new Docker({ host, port, timeout: timeoutMs, protocol: 'http' })
    : new Docker({ host, port, timeout: timeoutMs, protocol: 'https', ...tls })
}
