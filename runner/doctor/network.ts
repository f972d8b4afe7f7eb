import { createServer } from 'node:net'
import { holderCommand } from '../host/advice.ts'
import { hubUrl } from '../targets/lab/hub.ts'
import type { Finding } from './finding.ts'

/** undefined when a server can listen on the port; else the error's code. */
const tryPort = (port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)))
  })

/** A taken port is only a warning: the next one is used, or `boot2docker --sshport` chooses another. */
export const examinePort = async (port: number, use: string, platform = process.platform): Promise<Finding> => {
  const trouble = await tryPort(port)
  const common = { area: 'network', what: `port ${port}` } as const
  if (trouble === undefined) return { ...common, state: 'ok', saw: `free (${use})` }
  return {
    ...common,
    state: 'warning',
    saw: `${trouble === 'EADDRINUSE' ? 'taken by another program' : trouble} (${use})`,
    fix: holderCommand(port, 'tcp', platform),
  }
}

/** Any answer counts as reachable: Docker Hub answers 401 to a request without a token. */
export const examineHub = async (signal: AbortSignal, url: string = hubUrl): Promise<Finding> => {
  const common = { area: 'network', what: 'Docker Hub' } as const
  try {
    const { status } = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(1500)]) })
    return { ...common, state: 'ok', saw: `answers (HTTP ${status})` }
  } catch {
    // Refused, unknown or silent: what is done then is the same.
    return { ...common, state: 'ok', saw: 'unreachable; stand-ins built here are served instead' }
  }
}
