import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { mirrorAddress } from './mirror-address.ts'
import { readContents } from './kept.ts'
import { readRequests, type ServedRequest } from '../served-requests.ts'
import type { ServePlan } from './serve.ts'
import { answersOf } from './served.ts'

/** The loopback port of the registry; the guest reaches it as 10.0.2.2:5000 through QEMU's NAT. */
export const registryPort = 5000

export interface ServePlace {
  /** Folders of complete stand-ins; they are only read. */
  readonly folders: readonly string[]
  /** The prefix that runs a command where they are served: `nsenter …`, or nothing. */
  readonly prefix: readonly string[]
  /** The server's log file; its plan is next to it. */
  readonly log: string
  /** The ports of the registry and of the package mirror. */
  readonly ports?: { readonly registry: number; readonly mirror: number }
  readonly signal: AbortSignal
}

export interface RunningStandIns extends AsyncDisposable {
  readonly registry: string
  readonly mirror: string
  /** What was asked of it until now, oldest first. */
  readonly requests: () => Promise<readonly ServedRequest[]>
  /** Whether its process has ended. */
  readonly hasEnded: () => boolean
}

const usualPorts = { registry: registryPort, mirror: mirrorAddress.port }
const address = '127.0.0.1'

/**
 * Serves stand-ins and resolves once the server is ready (about 0.1 s). The server outlives this process, so that a lab
 * that keeps running has it; it ends with the namespace of `prefix`, or by disposing.
 * RunnerError('broken') when it does not start, for example because a port is taken.
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
  const requests = `${log}.requests`
  const served = [ports.registry, ports.mirror]
  const plan: ServePlan = { address, ports: served, answers: Object.fromEntries(answers), requests }
  await rm(requests, { force: true })
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
  if (isReady) {
    const { end, hasEnded } = server
    return { registry, mirror, requests: () => readRequests(requests), hasEnded, [Symbol.asyncDispose]: end }
  }
  const complaint = readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? ''
  throw new RunnerError('broken', `The stand-ins cannot be served on ports ${plan.ports.join(' and ')}: ${complaint}`, {
    hint: `See what uses the port: ss -ltnp 'sport = :${ports.registry} or sport = :${ports.mirror}'`,
  })
}

const readyMs = 10_000

interface Begun {
  /** True once it serves; false when it has ended or did not start in time. */
  readonly ready: Promise<boolean>
  readonly end: () => Promise<void>
  readonly hasEnded: () => boolean
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
  let isOver = false
  const ended = new Promise<void>((resolve) => child.once('error', () => resolve()).once('close', () => resolve()))
  void ended.then(() => (isOver = true))
  const serves = new Promise<boolean>((resolve) => void child.stdout?.once('data', () => resolve(true)))
  const late = AbortSignal.timeout(readyMs)
  const tooLate = new Promise<boolean>((resolve) => late.addEventListener('abort', () => resolve(false)))
  const end = async (): Promise<void> => {
    // Its own process group: nsenter and the server.
    if (child.pid !== undefined) endGroup(child.pid)
    await ended
  }
  const ready = Promise.race([serves, ended.then(() => false), tooLate]).then(async (isReady) => {
    // It writes nothing more; an open pipe would keep this process alive.
    child.stdout?.destroy()
    if (!isReady) await end()
    return isReady
  })
  return { ready, end, hasEnded: () => isOver }
}

const endGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGTERM')
  } catch {
    // It has ended already.
  }
}
