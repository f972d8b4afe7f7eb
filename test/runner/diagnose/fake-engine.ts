import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../../fixtures/execute.ts'

interface FakeContainer {
  readonly Ports: readonly { readonly PublicPort: number }[]
}

export interface FakeEngine {
  readonly api?: string
  readonly oldestApi?: string
  readonly processor?: string
  readonly containers?: readonly FakeContainer[]
  readonly images?: readonly string[]
}

const answers =
  ({
    api = '1.51',
    oldestApi = '1.40',
    processor = 'amd64',
    containers = [],
    images = [],
  }: FakeEngine): RequestListener =>
  (request, response) => {
    const path = request.url?.replace(/^\/v[\d.]+/, '') ?? ''
    const body = ((): unknown => {
      if (path.startsWith('/version')) return { ApiVersion: api, MinAPIVersion: oldestApi, Arch: processor }
      if (path.startsWith('/containers/json')) return containers
      if (path.startsWith('/system/df'))
        return { Images: [{ Size: 50e6, Containers: 0 }], Containers: [], BuildCache: null }
      return images.some(
        (name) => path === `/images/${encodeURIComponent(name)}/json` || path === `/images/${name}/json`,
      )
        ? { Id: 'sha256:1' }
        : undefined
    })()
    response
      .writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify(body ?? { message: 'no such thing' }))
  }

/** A fake engine on a real socket. Returns the address for `DOCKER_HOST`. */
export const fakeEngine = async (engine: FakeEngine = {}): Promise<string> => {
  const path = join(temporaryFolder(), 'docker.sock')
  const server = createServer(answers(engine))
  await new Promise<void>((resolve) => server.listen(path, resolve))
  onTestFinished(() => void server.close())
  return `unix://${path}`
}

/** A port of 127.0.0.1 on which a server replies to the first data with this text, or with nothing. */
export const portThatSays = async (words: string): Promise<number> => {
  const server = createTcpServer((socket) =>
    socket.on('error', () => undefined).once('data', () => words !== '' && socket.end(words)),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
