import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { mirrorAddress } from './mirror.ts'
import type { RegistryPlace } from './registry.ts'
import { startServer } from './server.ts'
import { mirrorOf } from './storage.ts'

export interface RunningMirror extends AsyncDisposable {
  readonly url: string
}

/**
 * Serves the packages that containers of the lab can install, beside the registry, and as long as that does.
 * RunnerError('broken') when its port is taken.
 */
export const startMirror = async ({ storage, prefix, address = '127.0.0.1', port = mirrorAddress.port, signal }: RegistryPlace): Promise<RunningMirror> => {
  const [origin, word] = [`http://${address}:${port}`, randomUUID()]
  const started = await startServer({
    ...{ prefix, signal, asked: `${origin}/${word}`, log: join(dirname(storage), 'mirror.log') },
    command: [process.execPath, join(import.meta.dirname, 'serve-mirror.ts'), mirrorOf(storage), address, `${port}`, word],
    settings: { NODE_OPTIONS: '' },
  })
  if ('end' in started) return { url: `${origin}${mirrorAddress.path}`, [Symbol.asyncDispose]: started.end }
  throw new RunnerError('broken', `The mirror of packages did not start on port ${port}: ${started.lastWords}`, {
    hint: `See who has the port: ss -ltnp 'sport = :${port}'`,
  })
}
