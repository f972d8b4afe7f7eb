import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { startServer } from './server.ts'

export interface RegistryPlace {
  /** A folder that buildRegistry made; it is only read. */
  readonly storage: string
  /** What a command line begins with to run where the registry is to run: `nsenter …`, or nothing. */
  readonly prefix: readonly string[]
  /** The loopback address; a guest of QEMU's NAT sees it as 10.0.2.2. */
  readonly address?: string
  readonly port?: number
  readonly signal: AbortSignal
}

export interface RunningRegistry extends AsyncDisposable {
  readonly url: string
}

/**
 * Serves the lab's images, for reading only, and resolves once it answers (about 0.2 s). It outlives this process, so
 * that a lab that goes on running keeps it; it ends with the namespace of `prefix`, or by disposing.
 * RunnerError('blocked') without docker-registry, 'broken' when it does not answer: its port is taken.
 */
export const startRegistry = async ({ storage, prefix, address = '127.0.0.1', port = 5000, signal }: RegistryPlace): Promise<RunningRegistry> => {
  const url = `http://${address}:${port}`
  const started = await startServer({
    ...{ prefix, signal, asked: `${url}/v2/`, log: join(dirname(storage), 'registry.log') },
    command: ['docker-registry', 'serve', join(import.meta.dirname, 'config.yml')],
    settings: {
      REGISTRY_HTTP_ADDR: `${address}:${port}`,
      REGISTRY_HTTP_SECRET: randomBytes(16).toString('hex'),
      REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY: storage,
    },
  })
  if ('end' in started) return { url, [Symbol.asyncDispose]: started.end }
  if (started.code === 'ENOENT') throw new RunnerError('blocked', 'The program “docker-registry” is not installed.', { hint: 'sudo apt-get install docker-registry' })
  throw new RunnerError('broken', `The registry did not start on port ${port}: ${started.lastWords}`, { hint: `See who has the port: ss -ltnp 'sport = :${port}'` })
}
