import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { RunnerError } from '../../errors.ts'
import { type KnownProcess, type Process, isStillThere, processes } from '../../host/processes/index.ts'
import { programPath } from '../../host/program.ts'
import { namespaceForbidden } from './forbidden.ts'
import { openUplink, prepareUplink, uplinkNameServer } from './uplink.ts'

export interface NamespaceOptions {
  /** For its private files and the record by which a later process finds it; created when missing. */
  readonly folder: string
  readonly uplink: 'none' | 'slirp4netns'
  /** Files of this computer to hide in it; a file need not exist. */
  readonly hidden?: readonly string[]
}

/** User, network, mount and PID namespaces that together stand for the reader's computer. */
export interface Namespace {
  /** The prefix of a command that is run inside, as root there, in the folder `/`. */
  readonly prefix: readonly string[]
  readonly holderPid: number
  /** The names that were looked up in it and have no address there, oldest first: without an uplink, all of them. */
  readonly askedNames: () => Promise<readonly string[]>
  /** Ends it and every process in it. Resolves when they are gone. */
  close(): Promise<void>
}

const readyMs = 10_000
const holder = fileURLToPath(new URL('holder.sh', import.meta.url))
const noNames = fileURLToPath(new URL('serve-no-names.ts', import.meta.url))
const noteName = 'namespace.json'
const noteSchema = z.strictObject({ processId: z.number().int().min(2), startTime: z.string(), marker: z.uuid() })

/**
 * Makes a namespace, as root or as an ordinary user: its own loopback, /proc, PIDs, /etc/hosts and
 * /etc/resolv.conf. It outlives this process; `close` or `reapNamespace` ends it.
 * RunnerError('blocked') when the system forbids it or a program is missing.
 */
export const openNamespace = async ({ folder, uplink, hidden = [] }: NamespaceOptions): Promise<Namespace> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await reapNamespace(folder)
  await writePrivateFiles(folder, uplink)
  const known = await startHolder(folder, uplink, hidden)
  try {
    await writeFile(join(folder, noteName), JSON.stringify(known), { mode: 0o600, flush: true })
    if (uplink === 'slirp4netns') await openUplink(folder, known.processId)
    else serveNoNames(known.processId, namesIn(folder))
  } catch (error) {
    await end(folder, known)
    throw error
  }
  return namespaceOf(folder, known)
}

const namespaceOf = (folder: string, known: KnownProcess): Namespace => ({
  prefix: prefixOf(known.processId),
  holderPid: known.processId,
  askedNames: () => readNames(folder),
  close: () => end(folder, known),
})

/** The namespace that is recorded in a folder, if it is alive. */
export const findNamespace = async (folder: string): Promise<Namespace | undefined> => {
  const known = await readNote(folder)
  if (known === undefined) return undefined
  return namespaceOf(folder, known)
}

/** Ends what a dead runner left, only if it is certainly ours. Returns whether there was something. */
export const reapNamespace = async (folder: string): Promise<boolean> => {
  const left = await findNamespace(folder)
  await left?.close()
  return left !== undefined
}

/** The recorded process, if it is alive and certainly the same one. */
const readNote = async (folder: string): Promise<KnownProcess | undefined> => {
  const text = await readFile(join(folder, noteName), 'utf8').catch(() => 'null')
  const note = noteSchema.safeParse(parse(text))
  return note.success && isStillThere(processes, note.data) ? note.data : undefined
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // A damaged note speaks of nobody.
    return null
  }
}

const prefixOf = (holderPid: number): readonly string[] => [
  ...['nsenter', '--target', String(holderPid), '--user', '--preserve-credentials', '--net', '--mount', '--pid', '--'],
]

const writePrivateFiles = async (folder: string, uplink: NamespaceOptions['uplink']): Promise<void> => {
  const hosts = await readFile('/etc/hosts', 'utf8').catch(() => '127.0.0.1\tlocalhost\n')
  await Promise.all([
    writeFile(join(folder, 'hosts'), hosts, { mode: 0o644 }),
    writeFile(join(folder, 'resolv.conf'), `nameserver ${uplink === 'none' ? '127.0.0.1' : uplinkNameServer}\n`, {
      mode: 0o644,
    }),
    rm(join(folder, 'uplink'), { force: true }),
    rm(namesIn(folder), { force: true }),
  ])
  if (uplink === 'slirp4netns') await prepareUplink(folder)
}

/** A step reads the environment of everything in the namespace, so nothing of this process’s own is in it. */
const plainEnv = (): NodeJS.ProcessEnv => ({ PATH: programPath() })

/** Not awaited: until it listens, a query is refused, which is an answer too. */
const serveNoNames = (holderPid: number, names: string): void => {
  const [file = '', ...prefix] = prefixOf(holderPid)
  const args = [...prefix, process.execPath, '--disable-warning=ExperimentalWarning', noNames, names]
  const child = spawn(file, args, { detached: true, stdio: 'ignore', env: plainEnv() })
  // Without it, name lookups only time out.
  child.once('error', () => undefined)
  child.unref()
}

const namesIn = (folder: string): string => join(folder, 'asked-names')

const readNames = async (folder: string): Promise<readonly string[]> =>
  // Until a name is asked for there is no file. The last piece is empty, or a line that is being written.
  (existsSync(namesIn(folder)) ? await readFile(namesIn(folder), 'utf8') : '').split('\n').slice(0, -1)

const spaces = ['--user', '--map-root-user', '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']

const startHolder = async (
  folder: string,
  uplink: NamespaceOptions['uplink'],
  hidden: readonly string[],
): Promise<KnownProcess> => {
  const marker = randomUUID()
  const child = spawn('unshare', [...spaces, 'sh', holder, marker, folder, uplink, ...hidden], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: plainEnv(),
  })
  child.unref()
  await untilReady(child)
  const first = processes.list().find(({ parent }) => parent === child.pid)
  if (first === undefined) throw namespaceForbidden('its first process ended at once')
  return { processId: first.pid, startTime: first.startTime, marker }
}

const untilReady = (child: ReturnType<typeof spawn>): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = ''
    const settle = (act: () => void): void => {
      clearTimeout(timer)
      child.stdout?.destroy()
      child.stderr?.destroy()
      act()
    }
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail(namespaceForbidden(`it is not ready after ${readyMs / 1000} s`))
    }, readyMs)
    child.stderr?.on('data', (text: Buffer) => (said += text.toString('utf8')))
    child.stdout?.once('data', () => settle(resolve))
    const fail = (error: RunnerError): void => {
      settle(() => reject(error))
    }
    child.once('error', () =>
      fail(
        new RunnerError('blocked', 'The program “unshare” is not installed.', {
          hint: 'sudo apt-get install util-linux',
        }),
      ),
    )
    child.once('close', () => fail(namespaceForbidden(said)))
  })

/**
 * nsenter(1) stops itself when the process that it started is stopped. It would not notice that this has ended, and the
 * namespace does not end before all of its processes are waited for.
 */
const continueNsenter = (holderPid: number): void => {
  const isOurs = ({ words, isStopped }: Process): boolean =>
    isStopped && words[0] === 'nsenter' && words[words.indexOf('--target') + 1] === String(holderPid)
  for (const { pid } of processes.list().filter(isOurs)) continueUnlessGone(pid)
}

const continueUnlessGone = (pid: number): void => {
  try {
    process.kill(pid, 'SIGCONT')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** The kernel ends every process of the namespace with its first one, whose PID disappears last. */
const end = async (folder: string, known: KnownProcess): Promise<void> => {
  if (isStillThere(processes, known)) process.kill(known.processId, 'SIGKILL')
  const deadline = Date.now() + readyMs
  for (let looks = 0; processes.find(known.processId)?.startTime === known.startTime; looks += 1) {
    if (looks % 20 === 0) continueNsenter(known.processId)
    await pause(10)
    if (Date.now() > deadline)
      throw new RunnerError('broken', `Process ${known.processId} does not end.`, {
        hint: `sudo kill -9 ${known.processId}`,
      })
  }
  await rm(join(folder, noteName), { force: true })
}
