import { X509Certificate } from 'node:crypto'
import { connect, createServer, type TLSSocket } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { makeCertificates } from '../../../../runner/machines/qemu/certificates.ts'

const made = await makeCertificates(['192.168.59.103', '127.0.0.1', 'localhost'], new Date())

test('the authority vouches for server and client, and the server has its names', () => {
  const [authority, server, client] = [made.authority, made.server, made.client].map((pem) => new X509Certificate(pem))
  if (authority === undefined || server === undefined || client === undefined) throw new Error('three were given')
  expect([authority.ca, server.ca, server.checkIssued(authority), client.verify(authority.publicKey)]).toEqual([true, false, true, true])
  expect(server.subjectAltName).toBe('IP Address:192.168.59.103, IP Address:127.0.0.1, DNS:localhost')
})

test('OpenSSL accepts them for their purposes, and for no other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shipshape-tls-'))
  try {
    for (const name of ['authority', 'server', 'client'] as const) await writeFile(join(folder, name), made[name])
    const verify = (purpose: string, name: string) =>
      execa('openssl', ['verify', '-x509_strict', '-purpose', purpose, '-CAfile', 'authority', name], { cwd: folder, reject: false })
    const outcomes = await Promise.all([verify('sslserver', 'server'), verify('sslclient', 'client'), verify('sslclient', 'server'), verify('sslserver', 'client')])
    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 0, 2, 2])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a client with its certificate is let in, one without is not', async () => {
  const server = createServer({ ca: made.authority, cert: made.server, key: made.serverKey, requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' }, (socket) => socket.end('in'))
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens
  const come = (identity: object): Promise<string> =>
    new Promise((resolve) => {
      const socket: TLSSocket = connect({ port, host: '127.0.0.1', ca: made.authority, ...identity })
      socket.once('data', (data: Buffer) => resolve(data.toString())).once('error', () => resolve('out'))
    })
  expect(await come({ cert: made.client, key: made.clientKey })).toBe('in')
  expect(await come({})).toBe('out')
  await new Promise((resolve) => server.close(resolve))
})
