import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { mirrorAddress } from './mirror-address.ts'
import { readContents } from './kept.ts'
import type { ServePlan } from './serve.ts'
import { answersOf } from './served.ts'

/** The loopback port of the registry; a guest of QEMU's NAT sees it as 10.0.2.2:5000. */
export const registryPort = 5000

export interface ServePlace {
  /** Folders of stand-ins that are whole; they are only read. */
  readonly folders: readonly string[]
  /** What a command line begins with to run where they are to be served: `nsenter …`, or nothing. */
  readonly prefix: readonly string[]
  /** The file for the server's complaints; its plan is beside it. */
  readonly log: string
  /** Of the registry, and of the mirror of packages. */
  readonly ports?: { readonly registry: number; readonly mirror: number }
  readonly signal: AbortSignal
}

export interface RunningStandIns extends AsyncDisposable {
  readonly registry: string
  readonly mirror: string
}

const usualPorts = { registry: registryPort, mirror: mirrorAddress.port }
const address = '127.0.0.1'

/**
 * Serves stand-ins and resolves once they can be asked for (about 0.1 s). The server outlives this process, so that a
 * lab that goes on running keeps it; it ends with the namespace of `prefix`, or by disposing. RunnerError('broken')
 * when it does not come up: a port is taken.
 */
export const serveStandIns = async ({
  folders,
  prefix,
  log,
  ports = usualPorts,
  signal,
}: ServePlace): Promise<RunningStandIns> => {
  const kept = await Promise.all(folders.map(async (folder) => ({ folder, contents: await readContents(folder) })))
  const answers = answersOf(
    kept.flatMap(({ folder, contents }) => (contents === undefined ? [] : [{ folder, contents }])),
  )
  const plan: ServePlan = { address, ports: [ports.registry, ports.mirror], answers: Object.fromEntries(answers) }
  await writeFile(`${log}.json`, JSON.stringify(plan), { mode: 0o600 })
  const program = [
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, 'serve.ts'),
    `${log}.json`,
  ]
  signal.throwIfAborted()
  const server = begin([...prefix, ...program], log)
  const onAbort = (): void => void server.end()
  signal.addEventListener('abort', onAbort)
  const isReady = await server.ready.finally(() => signal.removeEventListener('abort', onAbort))
  signal.throwIfAborted()
  const [registry, mirror] = [
    `http://${address}:${ports.registry}`,
    `http://${address}:${ports.mirror}${mirrorAddress.path}`,
  ]
  if (isReady) return { registry, mirror, [Symbol.asyncDispose]: server.end }
  const complaint = readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? ''
  throw new RunnerError('broken', `The stand-ins cannot be served on ports ${plan.ports.join(' and ')}: ${complaint}`, {
    hint: `See who has the port: ss -ltnp 'sport = :${ports.registry} or sport = :${ports.mirror}'`,
  })
}

const readyMs = 10_000

interface Begun {
  /** True once it serves; false when it has ended before, or did not come up in time. */
  readonly ready: Promise<boolean>
  readonly end: () => Promise<void>
}

const begin = ([file = '', ...args]: readonly string[], log: string): Begun => {
  const complaints = openSync(log, 'w', 0o600)
  const child = spawn(file, args, {
    detached: true,
    stdio: ['ignore', 'pipe', complaints],
    env: { PATH: process.env['PATH'] },
  })
  closeSync(complaints)
  child.unref()
  const ended = new Promise<void>((resolve) => child.once('error', () => resolve()).once('close', () => resolve()))
  const serves = new Promise<boolean>((resolve) => void child.stdout?.once('data', () => resolve(true)))
  const late = AbortSignal.timeout(readyMs)
  const tooLate = new Promise<boolean>((resolve) => late.addEventListener('abort', () => resolve(false)))
  const end = async (): Promise<void> => {
    // Its own group: the program that enters the namespace, and the server behind it.
    if (child.pid !== undefined) endGroup(child.pid)
    await ended
  }
  const ready = Promise.race([serves, ended.then(() => false), tooLate]).then(async (isReady) => {
    // It never writes again; an open pipe would keep this process alive.
    child.stdout?.destroy()
    if (!isReady) await end()
    return isReady
  })
  return { ready, end }
}

const endGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGTERM')
  } catch {
    // It has ended already.
  }
}
