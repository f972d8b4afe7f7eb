import type { IncomingMessage } from 'node:http'
import { RunnerError } from '../errors.ts'
import type { PreparationStatus } from '../protocol/preparation.ts'
import { readJson } from './body.ts'
import type { RunService } from './run-service.ts'
import type { Runs } from './runs.ts'
import { json, plain, trouble, troubleOf, type Reply } from './reply.ts'
import {
  parseCheck,
  parseDone,
  parseNothing,
  parseOpenTerminal,
  parseRetry,
  parseRunRequest,
  parseTerminalInput,
  parseTerminalSize,
  type Parsed,
} from './schema.ts'
import type { Availability } from './availability.ts'

/** The background preparation, implemented by `runner/preparation`. */
export interface Prepared {
  readonly status: () => PreparationStatus
  readonly retry: (ids?: readonly string[]) => void
}

export interface ApiOptions {
  readonly service: RunService
  readonly preparation: Prepared
  readonly availability: Availability
  readonly runs: Runs
  readonly state: string
}

interface Asked {
  readonly request: IncomingMessage
  readonly url: URL
  readonly id: string
}

type Handler = (asked: Asked, options: ApiOptions) => Promise<Reply>

interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: RegExp
  readonly handle: Handler
}

/** The size limit of one response to a poll; the rest comes with the next one, so a response is never huge. */
const answerLimit = 512 * 1024

const list: Handler = async (_asked, { runs, state }) => json(200, { runs: await runs.listRuns(state) })

const notUnderstood = (why: string): Reply =>
  trouble(400, {
    what: { en: `Invalid request: ${why}`, 'zh-cn': `无效的请求：${why}` },
    hint: { en: 'Reload the page.', 'zh-cn': '请重新加载页面。' },
  })

const events: Handler = ({ url, id }, { runs, state }) => {
  const after = url.searchParams.get('after') ?? '0'
  if (!/^\d{1,15}$/.test(after))
    return Promise.resolve(notUnderstood(`“after” is a number, not “${after.slice(0, 40)}”.`))
  const { events: portion, more, problem } = runs.readPortion(state, id, Number(after), answerLimit)
  return Promise.resolve(json(200, { events: portion, more, ...(problem === undefined ? {} : { problem }) }))
}

const journal: Handler = ({ id }, { runs, state }) =>
  Promise.resolve({ status: 200, type: 'application/jsonl; charset=utf-8', body: runs.readJournal(state, id) })

const withBody = async <Value>(
  request: IncomingMessage,
  parse: (input: unknown) => Parsed<Value>,
  use: (value: Value) => Promise<Reply>,
): Promise<Reply> => {
  const body = await readJson(request)
  if ('refused' in body) return body.refused
  const parsed = parse(body.value)
  return 'wrong' in parsed ? notUnderstood(parsed.wrong) : use(parsed.value)
}

const start: Handler = ({ request }, { service }) =>
  withBody(request, parseRunRequest, async (asked) => json(202, { run: await service.start(asked) }))

const cancel: Handler = ({ request, id }, { service }) =>
  withBody(request, parseNothing, async () => {
    await service.cancel(id)
    return json(202, { run: id })
  })

const end: Handler = ({ request, id }, { service }) =>
  withBody(request, parseNothing, () => decided(id, () => service.decide(id, 'end')))

const goOn: Handler = ({ request, id }, { service }) =>
  withBody(request, parseNothing, () => decided(id, () => service.decide(id, 'continue')))

const readerDone: Handler = ({ request, id }, { service }) =>
  withBody(request, parseDone, ({ step }) => decided(id, () => service.readerDone(id, step)))

const decided = (run: string, decide: () => void): Promise<Reply> => {
  decide()
  return Promise.resolve(json(202, { run }))
}

const ticket: Handler = ({ request, id }, { service }) =>
  withBody(request, parseNothing, () => Promise.resolve(json(201, { ticket: service.terminals.ticketFor(id) })))

const openTerminal: Handler = ({ request }, { service }) =>
  withBody(request, parseOpenTerminal, async ({ ticket: given, ...size }) => {
    const { lines, leave } = await service.terminals.open(given, size)
    const stream: Reply['stream'] = (response) => {
      response.on('close', leave)
      lines.pipe(response)
    }
    return { status: 200, type: 'application/jsonl; charset=utf-8', body: '', stream }
  })

const typed: Handler = ({ request, id }, { service }) =>
  withBody(request, parseTerminalInput, ({ text }) => {
    service.terminals.write(id, text)
    return Promise.resolve(json(202, {}))
  })

const resized: Handler = ({ request, id }, { service }) =>
  withBody(request, parseTerminalSize, (size) => {
    service.terminals.resize(id, size)
    return Promise.resolve(json(202, {}))
  })

const prepared: Handler = (_asked, { preparation }) => Promise.resolve(json(200, preparation.status()))

const retry: Handler = ({ request }, { preparation }) =>
  withBody(request, parseRetry, ({ parts }) => {
    preparation.retry(parts)
    return Promise.resolve(json(202, preparation.status()))
  })

const targets: Handler = async (_asked, { availability }) => json(200, { targets: await availability.states() })

const check: Handler = ({ request }, { service }) =>
  withBody(request, parseCheck, async (asked) => json(200, await service.check(asked)))

const routes: readonly Route[] = [
  { method: 'GET', path: /^\/api\/preparation$/, handle: prepared },
  { method: 'POST', path: /^\/api\/preparation\/retry$/, handle: retry },
  { method: 'GET', path: /^\/api\/targets$/, handle: targets },
  { method: 'POST', path: /^\/api\/check$/, handle: check },
  { method: 'GET', path: /^\/api\/runs$/, handle: list },
  { method: 'POST', path: /^\/api\/runs$/, handle: start },
  { method: 'GET', path: /^\/api\/runs\/(?<id>\w[\w.-]{0,79})\/events$/, handle: events },
  { method: 'GET', path: /^\/api\/runs\/(?<id>\w[\w.-]{0,79})\/journal$/, handle: journal },
  { method: 'POST', path: /^\/api\/runs\/(?<id>\w[\w.-]{0,79})\/cancel$/, handle: cancel },
  { method: 'POST', path: /^\/api\/runs\/(?<id>\w[\w.-]{0,79})\/continue$/, handle: goOn },
  { method: 'POST', path: /^\/api\/runs\/(?<id>\w[\w.-]{0,79})\/end$/, handle: end },
  { method: 'POST', path: /^\/api\/runs\/(?<id>\w[\w.-]{0,79})\/done$/, handle: readerDone },
  { method: 'POST', path: /^\/api\/runs\/(?<id>\w[\w.-]{0,79})\/terminal$/, handle: ticket },
  { method: 'POST', path: /^\/api\/terminals$/, handle: openTerminal },
  { method: 'POST', path: /^\/api\/terminals\/(?<id>[\w-]{43})\/input$/, handle: typed },
  { method: 'POST', path: /^\/api\/terminals\/(?<id>[\w-]{43})\/size$/, handle: resized },
]

/** Handles paths that begin with `/api/`. The caller has checked the token. */
export const answerApi = async (request: IncomingMessage, url: URL, options: ApiOptions): Promise<Reply> => {
  const there = routes.filter((route) => route.path.test(url.pathname))
  const route = there.find((each) => each.method === request.method)
  if (there.length === 0) return plain(404, 'Not found.')
  if (route === undefined)
    return plain(405, 'Method not allowed.', { Allow: there.map((each) => each.method).join(', ') })
  const id = route.path.exec(url.pathname)?.groups?.['id'] ?? ''
  try {
    return await route.handle({ request, url, id }, options)
  } catch (error) {
    if (error instanceof RunnerError) return troubleOf(error, options.service.busyWith(error))
    throw error
  }
}
