import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { execa } from 'execa'

export interface ServerPlan {
  /** What a command line begins with to run where the server is to run: `nsenter …`, or nothing. */
  readonly prefix: readonly string[]
  readonly command: readonly string[]
  readonly settings?: Readonly<Record<string, string>>
  /** The file for its complaints. */
  readonly log: string
  /** What it answers with success once it serves. */
  readonly asked: string
  readonly signal: AbortSignal
}

export type Started = { readonly end: () => Promise<void> } | { readonly code: string | undefined; readonly lastWords: string }

/**
 * Starts a server and resolves once it answers (about 0.2 s), or with why it does not: the code of a program that is not
 * there (`ENOENT`), its last words. It outlives this process, and ends with the namespace of `prefix`, or by `end`.
 */
export const startServer = async ({ prefix, command, settings = {}, log, asked, signal }: ServerPlan): Promise<Started> => {
  const server = begin([...prefix, ...command], log, settings)
  if (await answers(asked, prefix, server.ended, signal)) return { end: server.end }
  await server.end()
  signal.throwIfAborted()
  return { code: await server.ended, lastWords: readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? '' }
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
    // Its own group: the program that enters the namespace, and the server behind it.
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

/** Asked from inside the namespace, which this process is not in. False when the server ended, or after ten seconds. */
const answers = async (url: string, prefix: readonly string[], ended: Promise<unknown>, signal: AbortSignal): Promise<boolean> => {
  const enough = new AbortController()
  const [file, ...args] = [...prefix, process.execPath, '-e', askUntilItAnswers, url]
  const asked = execa(file, args, { reject: false, stdio: 'ignore', cancelSignal: AbortSignal.any([signal, enough.signal]) })
  const isThere = await Promise.race([asked.then(({ exitCode }) => exitCode === 0), ended.then(() => false)])
  enough.abort()
  return isThere
}

const askUntilItAnswers = `
  const until = Date.now() + 10_000
  const again = () => Date.now() < until ? setTimeout(ask, 20) : process.exit(1)
  const ask = () => fetch(process.argv[1]).then(({ ok }) => ok ? process.exit(0) : again(), again)
  ask()`
