import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { symptoms } from '../../../playbooks/troubleshooting.ts'
import { examineAll } from '../../../runner/diagnose/diagnose.ts'
import { readerOf } from '../../../runner/diagnose/reader.ts'
import { findProgram } from '../../../runner/host/program.ts'
import { type Certificates, makeCertificates } from '../../../runner/machines/qemu/certificates.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { freePort } from '../../fixtures/free-port.ts'

const long = new Date('1990-01-01')

/** The causes that are found by a reader whose client has these certificates. */
const causes = async (port: number, { authority }: Certificates, own: Certificates): Promise<readonly unknown[]> => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'ca.pem'), authority)
  writeFileSync(join(folder, 'cert.pem'), own.client)
  writeFileSync(join(folder, 'key.pem'), own.clientKey)
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder }
  const reader = readerOf({ ...env, DOCKER_HOST: `tcp://127.0.0.1:${port}` })
  return (await examineAll(symptoms, reader)).map(({ symptom, cause, fix }) => [symptom.id, cause?.id, fix])
}

test('an engine whose certificate has expired is not taken for one at another address', async () => {
  const theirs = await makeCertificates(['127.0.0.1'], long)
  const server = createServer({ cert: theirs.server, key: theirs.serverKey })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // A TCP server's address is one.
  expect(await causes(port, theirs, theirs)).toEqual([
    [
      'expired-certificate',
      'certificate-of-the-engine',
      'boot2docker down && boot2docker --vm=second init && boot2docker --vm=second up',
    ],
  ])
})

/** OpenSSL refuses a client's certificate with the same alert as the engine, which is written in Go. */
test.runIf(findProgram('openssl') !== undefined)('an engine whose clock is wrong is named, with its fix', async () => {
  const folder = temporaryFolder()
  const [theirs, own] = [await makeCertificates(['127.0.0.1'], new Date()), await makeCertificates([], long)]
  const files = { cert: theirs.server, key: theirs.serverKey, CAfile: own.authority }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const port = await freePort()
  const options = Object.keys(files).flatMap((name) => [`-${name}`, join(folder, name)])
  const verify = ['-Verify', '1', '-verify_return_error', '-www']
  const server = spawn('openssl', ['s_server', '-accept', `127.0.0.1:${port}`, ...options, ...verify])
  onTestFinished(() => void server.kill('SIGKILL'))
  // Before this line it prints others, and does not listen yet.
  for await (const piece of server.stdout.iterator({ destroyOnReturn: false }))
    if (String(piece).includes('ACCEPT')) break
  expect(await causes(port, theirs, own)).toEqual([['expired-certificate', 'clock-of-the-vm', 'boot2docker up']])
})
