/**
 * Serves stand-ins read-only until it is terminated: images as a registry does (OCI Distribution Specification
 * 1.1, “Pull”), packages as a Debian mirror does. A separate program, because it runs in the namespace that stands for
 * the reader's computer and outlives its parent; it imports no module of the runner, so that it starts at once.
 * Its only argument is a file with a ServePlan as JSON; it prints `ready` once all its ports are open.
 */
import { appendFileSync, createReadStream, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { ServedRequest } from '../served-requests.ts'

/** The response for a path: a file, or a text. */
export interface Answer {
  readonly type: string
  readonly bytes: number
  /** `sha256:` and 64 hex digits. */
  readonly digest: string
  readonly from: { readonly file: string } | { readonly text: string }
}

/** What is served on which port. */
export interface ServePlan {
  readonly address: string
  readonly ports: readonly number[]
  readonly answers: Readonly<Record<string, Answer>>
  /** The file for the list of requests: see ../served-requests.ts. */
  readonly requests: string
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

/** Written before the answer is sent, so that it is there when a pull has ended. */
const note = (request: ServedRequest): void => appendFileSync(plan.requests, `${JSON.stringify(request)}\n`)

const reply = async (
  { method, url = '' }: IncomingMessage,
  response: ServerResponse,
  answers: ReadonlyMap<string, Answer>,
): Promise<void> => {
  const path = url.replace(/\?.*$/, '')
  const answer = answers.get(path)
  if (method !== 'GET' && method !== 'HEAD') refuse(response, 405, 'UNSUPPORTED', 'the operation is unsupported')
  // The API version check (the same specification, “Determining Support”).
  else if (path === '/v2/') response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  else if (answer === undefined) {
    note({ path })
    refuse(response, 404, 'MANIFEST_UNKNOWN', 'manifest unknown')
  } else {
    if (path.includes('/manifests/')) note({ path, digest: answer.digest })
    await send(answer, method === 'GET', response)
  }
}

const open = (port: number, address: string, answers: ReadonlyMap<string, Answer>): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      // A client that disconnects, or a missing file, ends only this response.
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
