import { createServer } from 'node:http'
import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openHttp, type ProxySettings } from '../../../runner/packages/http.ts'
import { nobody, sends, serve } from './server.ts'

const page = Buffer.from('the page')
const never = new AbortController().signal

beforeEach(() => {
  for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY']) {
    vi.stubEnv(name, undefined)
  }
})
afterEach(() => vi.unstubAllEnvs())

const getText = async (url: string, proxies?: ProxySettings, silentMs = 10_000): Promise<string> => {
  const http = openHttp({ connectMs: 10_000, silentMs }, proxies)
  onTestFinished(() => http.close())
  return (await http.get(url, { signal: never })).text()
}

/** A proxy that answers HTTP requests itself and tunnels others; it records both. */
const startProxy = async (): Promise<{ readonly address: string; readonly asked: string[] }> => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers['proxy-authorization'] ?? ''}`.trim())
    sends(page)(request, response)
  })
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url ?? ''}`)
    const port = Number((request.url ?? '').split(':').at(-1))
    const onward = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    onward.pipe(socket).pipe(onward)
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked } // A TCP server's address is one.
}

describe('a proxy', () => {
  test('that apt has is asked for the whole address', async () => {
    const { address, asked } = await startProxy()
    expect(await getText('http://mirror.invalid/debian/a', { httpProxy: `http://${address}` })).toBe('the page')
    expect(asked).toEqual(['GET http://mirror.invalid/debian/a'])
  })

  test('of the environment is asked when apt has none', async () => {
    const { address, asked } = await startProxy()
    vi.stubEnv('http_proxy', `http://${address}`)
    expect(await getText('http://mirror.invalid/a')).toBe('the page')
    expect(asked).toEqual(['GET http://mirror.invalid/a'])
  })

  test('needs no scheme, as with curl', async () => {
    const { address, asked } = await startProxy()
    vi.stubEnv('HTTP_PROXY', address)
    await getText('http://mirror.invalid/a')
    expect(asked).toEqual(['GET http://mirror.invalid/a'])
  })

  test('gets a name and a password', async () => {
    const { address, asked } = await startProxy()
    await getText('http://mirror.invalid/a', { httpProxy: `http://me:secret@${address}` })
    expect(asked).toEqual([`GET http://mirror.invalid/a Basic ${Buffer.from('me:secret').toString('base64')}`])
  })

  test.each(['127.0.0.1', '*', 'other.example, 127.0.0.1'])('is left out for NO_PROXY=%s', async (noProxy) => {
    const [{ address, asked }, { url }] = [await startProxy(), await serve(sends(Buffer.from('directly')))]
    vi.stubEnv('NO_PROXY', noProxy)
    expect(await getText(url, { httpProxy: `http://${address}` })).toBe('directly')
    expect(asked).toEqual([])
  })

  test('of the environment is left out where apt has none on purpose', async () => {
    const [{ address, asked }, { url }] = [await startProxy(), await serve(sends(Buffer.from('directly')))]
    vi.stubEnv('http_proxy', `http://${address}`)
    expect(await getText(url, { httpProxy: '', httpsProxy: '' })).toBe('directly')
    expect(asked).toEqual([])
  })

  test('is asked for a connection when the address is of https', async () => {
    const { address, asked } = await startProxy()
    const { port } = new URL(await nobody())
    await expect(getText(`https://127.0.0.1:${port}/a`, { httpsProxy: `http://${address}` })).rejects.toThrow(
      'fetch failed',
    )
    expect(asked).toEqual([`CONNECT 127.0.0.1:${port}`])
  })

  test.each(['http', 'https'])('that is silent is given up for %s', async (scheme) => {
    const proxy = createServer()
      .on('connect', () => undefined)
      .on('request', () => undefined)
      .listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    onTestFinished(() => {
      proxy.closeAllConnections()
      proxy.close()
    })
    const httpProxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` // A TCP server's address is one.
    const failure = await getText(`${scheme}://mirror.invalid/a`, { httpProxy }, 300).catch((error: unknown) => error)
    expect(failure).toMatchObject({ cause: { message: 'Headers Timeout Error' } })
  })

  test.each(['http://', 'ftp://proxy.example:21', 'http://a b'])('whose address is %j is named', (httpProxy) => {
    expect(() => openHttp({ connectMs: 1, silentMs: 1 }, { httpProxy })).toThrow(
      expect.objectContaining({
        code: 'blocked',
        message: `The proxy of this computer cannot be used: “${httpProxy}”.`,
      }),
    )
  })

  test.each(['socks5://127.0.0.1:9', 'socks5h://127.0.0.1:9', 'https://proxy.example'])(
    'may be %s',
    async (httpProxy) => {
      await openHttp({ connectMs: 1, silentMs: 1 }, { httpProxy }).close()
    },
  )
})
