import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { checkServerIdentity, connect, createServer, type PeerCertificate } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { makeCertificates } from '../../../../runner/machines/qemu/certificates.ts'

const made = await makeCertificates(['192.168.59.103', '127.0.0.1', 'localhost'], new Date())

/** A server that demands a client's certificate, as dockerd --tlsverify does; yields its port. */
const serve = async (): Promise<number> => {
  const server = createServer(
    { ca: made.authority, cert: made.server, key: made.serverKey, requestCert: true },
    (socket) => socket.end('welcome'),
  )
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port // A TCP server's address is one.
}

const greet = (port: number, name: string, options: object = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    const identity = {
      checkServerIdentity: (_: string, certificate: PeerCertificate) => checkServerIdentity(name, certificate),
    }
    const socket = connect({
      host: '127.0.0.1',
      port,
      ca: made.authority,
      cert: made.client,
      key: made.clientKey,
      ...identity,
      ...options,
    })
    socket.once('data', (text: Buffer) => resolve(text.toString()))
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('closed')))
  })

test.each(['192.168.59.103', 'localhost', '127.0.0.1'])('the server is known as %s', async (name) => {
  expect(await greet(await serve(), name)).toBe('welcome')
})

test('the server is not known by another name', async () => {
  await expect(greet(await serve(), 'evil.test')).rejects.toThrow("Host: evil.test. is not in the cert's altnames")
})

test('a client of another authority is refused', async () => {
  const other = await makeCertificates(['localhost'], new Date())
  await expect(greet(await serve(), 'localhost', { cert: other.client, key: other.clientKey })).rejects.toThrow()
})

test('a server of another authority is not trusted', async () => {
  const other = await makeCertificates(['localhost'], new Date())
  await expect(greet(await serve(), 'localhost', { ca: other.authority })).rejects.toThrow(
    'self-signed certificate in certificate chain',
  )
})
