import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { RunnerError } from '../../errors.ts'

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
  const log = join(dirname(storage), 'registry.log')
  const registry = begin([...prefix, 'docker-registry', 'serve', join(import.meta.dirname, 'config.yml')], log, {
    REGISTRY_HTTP_ADDR: `${address}:${port}`,
    REGISTRY_HTTP_SECRET: randomBytes(16).toString('hex'),
    REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY: storage,
  })
  const url = `http://${address}:${port}`
  if (await answers(url, prefix, registry.ended, signal)) return { url, [Symbol.asyncDispose]: registry.end }
  await registry.end()
  signal.throwIfAborted()
  throw notStarted(await registry.ended, readFileSync(log, 'utf8'), port)
}

interface Begun {
  /** Why it could not be begun (`ENOENT`), or undefined when it ran. */
  readonly ended: Promise<string | undefined>
  readonly end: () => Promise<void>
}

const begin = ([file = '', ...args]: readonly string[], log: string, settings: Readonly<Record<string, string>>): Begun => {
  const said = openSync(log, 'w')
  const child = spawn(file, args, { detached: true, stdio: ['ignore', 'ignore', said], env: { ...process.env, ...settings } })
  closeSync(said)
  child.unref()
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve('code' in error ? String(error.code) : error.message))
    child.once('exit', () => resolve(undefined))
  })
  const end = async (): Promise<void> => {
    // Its own group: the program that enters the namespace, and the registry behind it.
    child.ref()
    if (child.pid !== undefined) endGroup(child.pid)
    await ended
  }
  return { ended, end }
}

const endGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGTERM')
  } catch {
    // It has ended already.
  }
}

/** Asked from inside the namespace, which this process is not in. False when the registry ended, or after ten seconds. */
const answers = async (url: string, prefix: readonly string[], ended: Promise<unknown>, signal: AbortSignal): Promise<boolean> => {
  const enough = new AbortController()
  const [file, ...args] = [...prefix, process.execPath, '-e', askUntilItAnswers, `${url}/v2/`]
  const asked = execa(file, args, { reject: false, stdio: 'ignore', cancelSignal: AbortSignal.any([signal, enough.signal]) })
  const isThere = await Promise.race([asked.then(({ exitCode }) => exitCode === 0), ended.then(() => false)])
  enough.abort()
  return isThere
}

const askUntilItAnswers = `
  const until = Date.now() + 10_000
  const ask = () => fetch(process.argv[1]).then(
    ({ ok }) => process.exit(ok ? 0 : 1),
    () => Date.now() < until ? setTimeout(ask, 20) : process.exit(1),
  )
  ask()`

const notStarted = (code: string | undefined, log: string, port: number): RunnerError => {
  if (code === 'ENOENT') return new RunnerError('blocked', 'The program “docker-registry” is not installed.', { hint: 'sudo apt-get install docker-registry' })
  const why = log.trim().split('\n').at(-1) ?? ''
  return new RunnerError('broken', `The registry did not start on port ${port}: ${why}`, { hint: `See who has the port: ss -ltnp 'sport = :${port}'` })
}
