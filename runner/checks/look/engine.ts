import { Agent } from 'node:http'
import type Docker from 'dockerode'
import { deadlines } from '../../contract/deadlines.ts'
import { type EngineClientOptions, engineClient } from '../../host/engine-client.ts'
import { type SshAddress, dialBySsh } from '../../host/ssh-stream.ts'
import type { EngineAddress } from './address.ts'

/** A client of the engine at this address. Each of its calls ends within `answerMs`. */
export const engineAt = (address: EngineAddress, answerMs: number = deadlines.answer): Docker =>
  engineClient(optionsOf(address), { connectMs: deadlines.connect, answerMs })

const optionsOf = (address: EngineAddress): EngineClientOptions => {
  if (address.kind === 'socket') return { socketPath: address.path }
  if (address.kind === 'ssh') return { protocol: 'http', host: 'docker', agent: agentOf(address) }
  const { host, port, tls } = address
  return { host, port, ...(tls === undefined ? { protocol: 'http' } : { protocol: 'https', ...tls }) }
}

const agentOf = (address: SshAddress): Agent => {
  const agent = new Agent({ keepAlive: false })
  agent.createConnection = () => dialBySsh(address)
  return agent
}
