/**
 * Serves kept stand-ins, for reading only, until it is ended: images as a registry does (OCI Distribution Specification
 * 1.1, “Pull”), packages as a Debian mirror does. A program of its own, because it runs in the namespace that stands for
 * the reader's computer and outlives whoever starts it. Its one argument is a ServePlan as JSON;
 * it prints `ready` once all its ports are open.
 */
import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { readContents } from './kept.ts'
import { type Answer, answersOf, type KeptFolder } from './served.ts'

/** What is served where. */
export interface ServePlan {
  readonly folders: readonly string[]
  readonly address: string
  readonly ports: readonly number[]
}

const readKept = async (folder: string): Promise<readonly KeptFolder[]> => {
  const contents = await readContents(folder)
  return contents === undefined ? [] : [{ folder, contents }]
}

const refuse = (response: ServerResponse, status: number, code: string, message: string): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [{ code, message }] }))
}

const send = async (answer: Answer, withBody: boolean, response: ServerResponse): Promise<void> => {
  response.writeHead(200, { 'content-type': answer.type, 'content-length': answer.bytes, 'docker-content-digest': answer.digest })
  if (!withBody) response.end()
  else if ('data' in answer) response.end(answer.data)
  else await pipeline(createReadStream(answer.file), response)
}

const reply = async ({ method, url = '' }: IncomingMessage, response: ServerResponse, answers: ReadonlyMap<string, Answer>): Promise<void> => {
  const path = url.replace(/\?.*$/, '')
  if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405, 'UNSUPPORTED', 'the operation is unsupported')
  if (path === '/v2/') return void response.writeHead(200, { 'docker-distribution-api-version': 'registry/2.0', 'content-type': 'application/json' }).end('{}')
  const answer = answers.get(path)
  if (answer === undefined) return refuse(response, 404, 'MANIFEST_UNKNOWN', 'manifest unknown')
  await send(answer, method === 'GET', response)
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

const { folders, address, ports } = JSON.parse(process.argv[2] ?? '') as ServePlan // Written by running.ts.
const answers = answersOf((await Promise.all(folders.map(readKept))).flat())
try {
  await Promise.all(ports.map((port) => open(port, address, answers)))
  process.stdout.write('ready\n')
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
