import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Playbook } from '../playbooks/model/index.ts'
import { RunnerError } from './errors.ts'
import type { Target } from './contract/target.ts'
import { RunService } from './web/run-service.ts'
import type { Runs } from './web/runs.ts'
import { refusalOf } from './web/guard.ts'
import { prefersMarkdown } from './web/accept.ts'
import { indexPages, type Page, type Pages } from './web/pages.ts'
import { portOwner } from './web/port-owner.ts'
import { json, plain, send, trouble, type Reply } from './web/reply.ts'
import { Availability } from './web/availability.ts'
import { answerApi, type ApiOptions, type Prepared } from './web/routes.ts'
import { type Strangers, boundStrangers } from './web/strangers.ts'
import { newToken, tokenGate } from './web/token.ts'

export interface ServerOptions {
  /** 0 for any free port. */
  readonly port: number
  /** The built site. */
  readonly dist: string
  readonly state: string
  readonly playbooks: readonly Playbook[]
  readonly targets: readonly Target[]
  readonly onLog: (line: string) => void
  /** The background preparation (default: none). */
  readonly preparation?: Prepared
  /** How long a target is kept for its reader (default: half an hour). Milliseconds. */
  readonly keepMs?: number
  /** The default is the runner's own. */
  readonly runs?: Runs
}

export interface RunningServer {
  readonly port: number
  /** `http://127.0.0.1:PORT/#token=…`, to be opened in a browser. A browser never sends the fragment. */
  readonly address: string
  readonly token: string
  /** Cancels all runs, waits until they are undone, and stops serving. Returns the number of cancelled runs. */
  readonly close: () => Promise<number>
  /** Stops undo as well, so that `close` resolves at once. */
  readonly hurry: () => void
}

/** A literal address, so that no setting and no resolver can make the server reachable from the network. */
const loopback = '127.0.0.1'

/** Generous for a page on the same computer, short for a client that holds connections open. */
const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 3_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
} as const
/** Of those who have the token: of others, `boundStrangers` allows fewer. */
const maxConnections = 512

interface Site extends ApiOptions {
  readonly pages: Pages
  /** Whether a request has the token. Its connection is then trusted. */
  readonly hasToken: (request: IncomingMessage) => boolean
}

const unpaired = trouble(401, {
  what: {
    en: 'This page is not paired with the runner, or the runner was restarted.',
    'zh-cn': '此页面没有与运行器配对，或者运行器已重新启动。',
  },
  hint: { en: 'Open the link that “npm start” printed.', 'zh-cn': '请打开“npm start”打印的链接。' },
})

const wentWrong = trouble(500, {
  what: { en: 'Internal error of the runner.', 'zh-cn': '运行器内部出错。' },
  hint: { en: 'Look at the terminal where it runs.', 'zh-cn': '请查看它所在的终端。' },
})

const sent = async ({ type, policy, body }: Page, headers: Reply['headers'] = {}): Promise<Reply> => ({
  ...{ status: 200, type, policy, headers },
  body: await body(),
})

/** A page that has a form as Markdown is answered in the one that is asked for, and says that it has both. */
const answerPage = async (path: string, accept: string, { pages }: Site): Promise<Reply> => {
  const markdown = pages.markdown(path)
  const page = pages.find(path)
  const folder = pages.folder(path)
  if (markdown && prefersMarkdown(accept)) return sent(markdown, { Vary: 'Accept' })
  if (page) return sent(page, markdown ? { Vary: 'Accept' } : {})
  // Only to a folder of the site, so it cannot be an open redirect.
  if (folder !== undefined) return plain(308, 'Permanent redirect.', { Location: encodeURI(folder) })
  if (!pages.missing) return plain(404, 'Not found.')
  return { status: 404, type: pages.missing.type, policy: pages.missing.policy, body: await pages.missing.body() }
}

const decoded = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path)
  } catch {
    // A stray “%”: no address of ours.
    return undefined
  }
}

const answer = async (request: IncomingMessage, site: Site): Promise<Reply> => {
  const url = new URL(request.url ?? '/', 'http://runner.invalid')
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (url.pathname.startsWith('/api/')) return site.hasToken(request) ? answerApi(request, url, site) : unpaired
  if (!reads) return plain(405, 'Method not allowed.', { Allow: 'GET, HEAD', Connection: 'close' })
  // A constant: it only shows that a runner serves the page.
  if (url.pathname === '/health') return json(200, { runner: 'shipshape' })
  const path = decoded(url.pathname)
  return path === undefined ? plain(400, 'Malformed URL.') : answerPage(path, request.headers.accept ?? '', site)
}

const unusable = (port: number, cause: NodeJS.ErrnoException): RunnerError => {
  const hint = `npx shipshape serve --port ${port < 65_000 ? port + 40 : 4440}`
  if (cause.code !== 'EADDRINUSE')
    return new RunnerError('blocked', `Port ${port} cannot be used: ${cause.message}.`, { hint, cause })
  const owner = portOwner(port) ?? 'another program'
  return new RunnerError('busy', `Port ${port} is in use by ${owner}.`, { hint, cause })
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(unusable(port, error)))
    // Listening, so not null.
    server.listen({ host: loopback, port, exclusive: true }, () => resolve((server.address() as AddressInfo).port))
  })

/** Answers a malformed request, for which there is no request object, and closes the connection. */
const hangUp = (error: NodeJS.ErrnoException, socket: Socket): void => {
  const statuses: Record<string, string> = {
    HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
    ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  }
  if (!socket.writable) return void socket.destroy()
  socket.end(
    `HTTP/1.1 ${statuses[error.code ?? ''] ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  )
}

const trusting =
  (isToken: ReturnType<typeof tokenGate>, strangers: Strangers): Site['hasToken'] =>
  ({ headersDistinct, socket }) => {
    const isKnown = isToken(headersDistinct['authorization'])
    if (isKnown) strangers.trust(socket)
    return isKnown
  }

const nothingToPrepare: Prepared = { status: () => ({ parts: [] }), retry: () => undefined }

const theRuns = async (): Promise<Runs> => ({
  ...(await import('./runs/index.ts')),
  ...(await import('./core/hash.ts')),
})

/**
 * Serves the built site with a live runner, on 127.0.0.1 only.
 * @throws RunnerError `busy` when the port is in use, `blocked` when there is no built site.
 */
export const startServer = async (options: ServerOptions): Promise<RunningServer> => {
  const { dist, state, onLog } = options
  const runs = options.runs ?? (await theRuns())
  const token = newToken()
  const service = new RunService({ ...options, runs })
  const { preparation = nothingToPrepare } = options
  const availability = new Availability(options.targets)
  const server = createServer(limits)
  const site: Site = {
    service,
    preparation,
    availability,
    runs,
    state,
    pages: await indexPages(dist),
    hasToken: trusting(tokenGate(token), boundStrangers(server)),
  }
  let port = 0

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = refusalOf(request, port)
    const reply = refusal ? plain(refusal.status, refusal.text, { Connection: 'close' }) : await answer(request, site)
    send(response, reply, { withBody: request.method !== 'HEAD' })
  }
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch((error: unknown) => {
      // A failing request must not affect others, or their runs.
      onLog(`a request failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      if (response.headersSent) return void response.destroy()
      send(response, wentWrong, { withBody: true })
    })
  }
  server.on('request', onRequest)
  server.maxConnections = maxConnections
  server.setTimeout(30_000)
  server.on('checkContinue', onRequest)
  server.on('clientError', hangUp)
  port = await listen(server, options.port)

  return {
    port,
    token,
    address: `http://${loopback}:${port}/#token=${token}`,
    hurry: () => service.hurry(),
    close: async () => {
      const cancelled = await service.close()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      return cancelled
    },
  }
}
