import { join } from 'node:path'
import type { Command } from 'commander'
import type { RunningServer, ServerOptions } from '../server.ts'
import type { Opened } from '../web/open.ts'
import { type Catalogue, realCatalogue, sayNotLoaded } from './catalogue.ts'
import { onInterrupt } from './interrupt.ts'
import type { Behind } from './prepared.ts'
import { print, printJson, say } from './say.ts'
import type { Target } from '../contract/target.ts'
import { exitCodes } from '../setup/exit-codes.mjs'
import { defaultPort } from '../protocol/default-port.ts'

/** How many ports are tried when no port is given. */
const portsTried = 20

interface Flags {
  readonly port?: string
  readonly site: string
  readonly open: boolean
  readonly json?: boolean
  readonly prepare: boolean
}

const portOf = async (text: string): Promise<number> => {
  const { RunnerError } = await import('../errors.ts')
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port >= 1 && port <= 65_535) return port
  throw new RunnerError('usage', `“${text}” is not a port: a whole number from 1 to 65535.`, {
    hint: `npx shipshape serve --port ${defaultPort}`,
  })
}

/** The given port, else the first free one from the default on. */
const serveOn = async (wanted: number | undefined, options: Omit<ServerOptions, 'port'>): Promise<RunningServer> => {
  const { startServer } = await import('../server.ts')
  const { RunnerError } = await import('../errors.ts')
  if (wanted !== undefined) return startServer({ ...options, port: wanted })
  for (let port = defaultPort; ; port += 1) {
    try {
      return await startServer({ ...options, port })
    } catch (error) {
      if (!(error instanceof RunnerError) || error.code !== 'busy' || port >= defaultPort + portsTried - 1) throw error
      say(`${error.message} Trying ${port + 1}.`)
    }
  }
}

const open = async (address: string, state: string): Promise<Opened | undefined> => {
  const [{ openBrowser, openerFor }, { messageOf }] = await Promise.all([
    import('../web/open.ts'),
    import('../errors.ts'),
  ])
  const opener = openerFor(process.platform, process.env)
  if (opener === undefined) return undefined
  return openBrowser(opener, address, state).catch((error: unknown) => {
    say(`The browser was not opened: ${messageOf(error)}. Open the address above.`)
    return undefined
  })
}

interface Wishes {
  /** Resolves on the first signal. */
  readonly stop: Promise<undefined>
  /** Resolves on a later signal: nothing more is undone or awaited. */
  readonly hurry: Promise<undefined>
}

const wishesOfPerson = (server: RunningServer): Wishes => {
  const [stop, hurry] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
  onInterrupt({
    first: () => stop.resolve(undefined),
    second: () => {
      server.hurry()
      hurry.resolve(undefined)
    },
  })
  return { stop: stop.promise, hurry: hurry.promise }
}

/** With `--no-prepare` nothing is prepared. */
const withoutParts = ({ guides, targets }: Catalogue): Catalogue => ({ guides, targets })

/** Concludes runs whose runner died; returns the state folder. */
const concludedState = async (targets: readonly Target[]): Promise<string> => {
  const [{ stateDir }, { RunnerError }, { concludedText }, { concludeOrphans, reapBy }] = await Promise.all([
    import('../paths.ts'),
    import('../errors.ts'),
    import('./concluded-text.ts'),
    import('../runs/index.ts'),
  ])
  try {
    for (const concluded of await concludeOrphans(stateDir(), reapBy(targets))) say(concludedText(concluded))
  } catch (error) {
    // Guides can be read all the same; a run is refused with the same words.
    if (!(error instanceof RunnerError)) throw error
    say(`${error.message}\n${error.hint}`)
  }
  return stateDir()
}

const printAddress = ({ address, port }: RunningServer, isJson: boolean): void => {
  if (isJson) printJson({ address, port })
  else print(address)
  if (!isJson) say('Press Ctrl-C to stop.')
}

interface Serving {
  readonly server: RunningServer
  readonly behind: Behind
  readonly opened: Opened | undefined
}

const stopServing = async ({ server, behind, opened }: Serving, hurry: Promise<undefined>): Promise<void> => {
  behind.say('Stopping: a current run is cancelled and undone. Press Ctrl-C again to quit at once.')
  const prepared = Promise.race([behind.close(), hurry.then(() => true)])
  const [cancelled, wasPreparing] = await Promise.all([server.close(), prepared, opened?.forget()])
  if (cancelled > 0 || wasPreparing) process.exitCode = exitCodes.cancelled
}

const serve = async (flags: Flags, catalogue: Catalogue): Promise<void> => {
  const wanted = flags.port === undefined ? undefined : await portOf(flags.port)
  const [guides, all] = await Promise.all([catalogue.guides(), catalogue.targets()])
  sayNotLoaded(guides)
  const { playbooks } = guides
  const [state, { prepareBehind }] = await Promise.all([concludedState(all), import('./prepared.ts')])
  const behind = await prepareBehind(flags.prepare ? catalogue : withoutParts(catalogue), all, flags.json === true)
  const { preparation, targets } = behind
  const server = await serveOn(wanted, { dist: flags.site, state, playbooks, targets, preparation, onLog: behind.say })
  const wishes = wishesOfPerson(server)
  printAddress(server, flags.json === true)
  const opened = flags.open ? await open(server.address, state) : undefined
  behind.start()
  await wishes.stop
  await stopServing({ server, behind, opened }, wishes.hurry)
}

const help = `
The printed address holds the token that lets a page start runs; it is new at each start, and never leaves this computer.
Open it again to pair another browser, or a page that was open before.

What the guides need is prepared behind the pages: programs, the image, a VM that is ready to resume. A run waits for what it uses.

Exit codes: 0 stopped, 130 stopped while a guide was running or something was being prepared, 3 the port is in use or the site is not built, 64 wrong usage.`

/** `shipshape serve`: serves the guides with a live runner, on this computer only. */
export const register = (program: Command, catalogue: Catalogue = realCatalogue): void => {
  program
    .command('serve')
    .description('serve the guides with a live runner on 127.0.0.1, and open the browser')
    .option('--port <number>', `port to serve on (default: ${defaultPort}, or the next free one)`)
    .option('--site <folder>', 'the built site', join(import.meta.dirname, '../../dist'))
    .option('--no-open', 'do not open a browser')
    .option('--no-prepare', 'only serve: prepare nothing in the background')
    .option('--json', 'print the address, and each part that is prepared, as lines of JSON')
    .addHelpText('after', help)
    .action((flags: Flags) => serve(flags, catalogue))
}
