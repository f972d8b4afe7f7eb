import type { Command } from 'commander'
import type { RunningServer, ServerOptions } from '../server.ts'
import type { Opened } from '../web/open.ts'

const defaultPort = 4400
/** So many ports are tried when nobody asked for a certain one. */
const portsTried = 20

interface Flags {
  readonly port?: string
  readonly open: boolean
  readonly json?: boolean
}

const say = (line: string): void => void process.stderr.write(`${line}\n`)

const portOf = async (text: string): Promise<number> => {
  const { RunnerError } = await import('../errors.ts')
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port >= 1 && port <= 65535) return port
  throw new RunnerError('usage', `“${text}” is not a port: a whole number from 1 to 65535.`, { hint: `npx shipshape serve --port ${defaultPort}` })
}

/** The wanted port; when none was wanted, the first free one from the default on. */
const serveOn = async (wanted: number | undefined, options: Omit<ServerOptions, 'port'>): Promise<RunningServer> => {
  const { startServer } = await import('../server.ts')
  const { RunnerError } = await import('../errors.ts')
  if (wanted !== undefined) return startServer({ ...options, port: wanted })
  for (let port = defaultPort; ; port += 1) {
    try {
      return await startServer({ ...options, port })
    } catch (error) {
      if (!(error instanceof RunnerError) || error.code !== 'busy' || port >= defaultPort + portsTried - 1) throw error
      say(`Port ${port} is in use; trying ${port + 1}.`)
    }
  }
}

const stops = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** npm and the terminal may both pass on one Ctrl-C. */
const oneKeypressMs = 200

/** Resolves with the first wish to stop; a second, later one ends the program at once. */
const askedToStop = (): Promise<void> =>
  new Promise((resolve) => {
    let first = 0
    const stop = (): void => {
      if (first !== 0 && Date.now() - first > oneKeypressMs) process.exit(130)
      if (first !== 0) return
      first = Date.now()
      resolve()
    }
    for (const signal of stops) process.on(signal, stop)
  })

const gather = async (): Promise<Omit<ServerOptions, 'port'>> => {
  const [{ stateDir }, { playbooks }, { targets }] = await Promise.all([
    import('../paths.ts'),
    import('../../playbooks/index.ts'),
    import('../targets/index.ts'),
  ])
  const dist = new URL('../../dist', import.meta.url).pathname
  return { dist, state: stateDir(), playbooks, targets, onLog: say }
}

const open = async (address: string, state: string): Promise<Opened | undefined> => {
  const { openBrowser, openerFor } = await import('../web/open.ts')
  const opener = openerFor(process.platform, process.env)
  return opener === undefined ? undefined : openBrowser(opener, address, state)
}

const serve = async (flags: Flags): Promise<void> => {
  const wanted = flags.port === undefined ? undefined : await portOf(flags.port)
  const options = await gather()
  const { concludeOrphans } = await import('../runs/index.ts')
  for (const run of await concludeOrphans(options.state)) say(`Run ${run} was left unfinished; what it made has been taken away.`)
  const stopping = askedToStop()
  const server = await serveOn(wanted, options)
  process.stdout.write(flags.json ? `${JSON.stringify({ address: server.address, port: server.port })}\n` : `${server.address}\n`)
  if (!flags.json) say('Press Ctrl-C to stop.')
  const opened = flags.open ? await open(server.address, options.state) : undefined
  await stopping
  say('Stopping. What is running is cancelled and taken back; Ctrl-C again leaves at once.')
  await Promise.all([server.close(), opened?.forget()])
  process.exitCode = 130
}

/** `shipshape serve`: the guides, with a live runner, on this computer only. */
export const register = (program: Command): void => {
  program
    .command('serve')
    .description('serve the guides with a live runner on 127.0.0.1, and open the browser')
    .option('--port <number>', `port to serve on (default: ${defaultPort}, or the next free one)`)
    .option('--no-open', 'do not open a browser')
    .option('--json', 'print the address as JSON')
    .action(serve)
}
