import type Docker from 'dockerode'
import { engineClient } from '../../host/engine-client.ts'
import type { EngineAddress } from './address.ts'

const timeoutMs = 4000

/** A client of the engine at this address. */
export const engineAt = (address: EngineAddress): Docker => {
  if (address.kind === 'socket') return engineClient({ socketPath: address.path, timeout: timeoutMs })
  const { host, port, tls } = address
  return tls === undefined
    ? engineClient({ host, port, timeout: timeoutMs, protocol: 'http' })
    : engineClient({ host, port, timeout: timeoutMs, protocol: 'https', ...tls })
}
