/**
 * Serves kept stand-ins, for reading only, until it is ended: images as a registry does (OCI Distribution Specification
 * 1.1, “Pull”), packages as a Debian mirror does. A program of its own, because it runs in the namespace that stands
 * for the reader's computer and outlives whoever starts it; it imports nothing of ours, so that it starts at once. Its
 * one argument is a file with a ServePlan as JSON; it prints `ready` once all its ports are open.
 */
import { createReadStream, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** What a path answers: a file, or a text made of several. */
export interface Answer {
  readonly type: string
  readonly bytes: number
  /** `sha256:` and 64 hex digits. */
  readonly digest: string
  readonly from: { readonly file: string } | { readonly text: string }
}

/** What is served where. */
export interface ServePlan {
  readonly address: string
  readonly ports: readonly number[]
  readonly answers: Readonly<Record<string, Answer>>
}

const refuse = (response: ServerResponse, status: number, code: string, message: string): void => {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ errors: [{ code, message }] }))
}

const send = async (
  { type, bytes, digest, from }: Answer,
  withBody: boolean,
  response: ServerResponse,
): Promise<void> => {
  response.writeHead(200, { 'content-type': type, 'content-length': bytes, 'docker-content-digest': digest })
  if (!withBody) response.end()
  else if ('text' in from) response.end(from.text)
  else await pipeline(createReadStream(from.file), response)
}

const reply = async (
  { method, url = '' }: IncomingMessage,
  response: ServerResponse,
  answers: ReadonlyMap<string, Answer>,
): Promise<void> => {
  const path = url.replace(/\?.*$/, '')
  const answer = answers.get(path)
  if (method !== 'GET' && method !== 'HEAD') refuse(response, 405, 'UNSUPPORTED', 'the operation is unsupported')
  // Whether this is a registry at all (the same specification, “Determining Support”).
  else if (path === '/v2/') response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  else if (answer === undefined) refuse(response, 404, 'MANIFEST_UNKNOWN', 'manifest unknown')
  else await send(answer, method === 'GET', response)
}

const open = (port: number, address: string, answers: ReadonlyMap<string, Answer>): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      // A reader who goes away in the middle, or a file that is gone, ends this one answer.
      reply(request, response, answers).catch(() => response.destroy())
    })
    server.once('error', reject)
    server.listen(port, address, resolve)
  })

const plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as ServePlan // Written by running.ts.
const answers = new Map(Object.entries(plan.answers))
try {
  await Promise.all(plan.ports.map((port) => open(port, plan.address, answers)))
  process.stdout.write('ready\n')
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
