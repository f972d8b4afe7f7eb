/**
 * Serves a mirror that makeMirror made, for reading only, until it is ended. A program of its own, because it runs in the
 * namespace that stands for the reader's computer and outlives whoever starts it. Arguments: folder, address, port, and a
 * word: who asks for `/word` learns that it is this very server that answers.
 */
import { createReadStream, readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

const [folder = '', address = '', port = '', word = ''] = process.argv.slice(2)
const index = new Map(Object.entries(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Readonly<Record<string, string>>)) // Written by makeMirror.

const answer = async (method: string, path: string, response: ServerResponse): Promise<void> => {
  if (path === `/${word}`) return void response.writeHead(204).end()
  const name = index.get(path)
  if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405).end()
  if (name === undefined) return void response.writeHead(404).end()
  const file = join(folder, name)
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': (await stat(file)).size })
  if (method === 'HEAD') return void response.end()
  await pipeline(createReadStream(file), response)
}

const server = createServer((request, response) => {
  // A reader who goes away in the middle, or a file that is gone, ends this one answer.
  answer(request.method ?? '', request.url ?? '', response).catch(() => response.destroy())
})
server.once('error', ({ message }) => {
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
})
server.listen(Number(port), address)
