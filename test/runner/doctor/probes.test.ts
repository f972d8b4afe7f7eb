import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examineDisk } from '../../../runner/doctor/disk.ts'
import { examineLab } from '../../../runner/doctor/lab.ts'
import { deviceFix, examineNamespace } from '../../../runner/doctor/namespace.ts'
import { examineHub, examinePort } from '../../../runner/doctor/network.ts'
import { standIns } from '../../../runner/lab/stand-ins/index.ts'
import { examinePrograms } from '../../../runner/doctor/programs.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-doctor-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a disk', () => {
  test('is looked at where the folder will be made', async () => {
    const finding = await examineDisk('room for runs', join(folder, 'not', 'yet'), 0)
    expect({ ...finding, saw: finding.saw.replace(/^\d+\.\d GB/, 'N GB') }).toEqual({
      area: 'disk',
      what: 'room for runs',
      state: 'ok',
      saw: `N GB free in ${join(folder, 'not', 'yet')}`,
    })
  })

  test('without room is named with what is needed', async () => {
    const finding = await examineDisk('room for images', folder, 1e9)
    expect(finding.state).toBe('missing')
    expect(finding.saw).toMatch(/ free in .*; 1000000000 GB are needed$/)
  })
})

describe('a port', () => {
  test('that another program has is a warning with the way to find it', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo // it listens on TCP
    const warning = {
      area: 'network',
      what: `port ${port}`,
      state: 'warning',
      saw: 'taken by another program (a test)',
    }
    expect(await examinePort(port, 'a test', 'linux')).toEqual({ ...warning, fix: `ss -ltnp 'sport = :${port}'` })
    expect(await examinePort(port, 'a test', 'darwin')).toEqual({
      ...warning,
      fix: `lsof -nP -iTCP:${port} -sTCP:LISTEN`,
    })
    await new Promise((resolve) => server.close(resolve))
    expect((await examinePort(port, 'a test')).state).toBe('ok')
  })
})

describe('Docker Hub', () => {
  test('is there when it asks for a token, and its absence is no obstacle', async () => {
    const server = createServer((_, response) => response.writeHead(401).end()).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo // it listens on TCP
    const { signal } = new AbortController()
    expect(await examineHub(signal, `http://127.0.0.1:${port}/v2/`)).toEqual({
      area: 'network',
      what: 'Docker Hub',
      state: 'ok',
      saw: 'answers (HTTP 401)',
    })
    await new Promise((resolve) => server.close(resolve))
    expect((await examineHub(signal, `http://127.0.0.1:${port}/v2/`)).saw).toBe(
      'unreachable; stand-ins built here are served instead',
    )
  })
})

test('programs are missing, too old or fine, each with its reason and fix', async () => {
  for (const [name, version] of Object.entries({ 'qemu-img': '7.2.1', ssh: '9.2' })) {
    await writeFile(join(folder, name), `#!/bin/sh\necho ${version}\n`)
    await chmod(join(folder, name), 0o755)
  }
  const found = await examinePrograms({ env: { HOME: folder }, places: [folder], platform: 'linux' })
  const byName = new Map(found.map((finding) => [finding.what, finding]))
  expect(byName.get('ssh')).toEqual({ area: 'programs', what: 'ssh', state: 'ok', saw: `9.2 (${join(folder, 'ssh')})` })
  expect(byName.get('qemu-img')).toEqual({
    area: 'programs',
    what: 'qemu-img',
    state: 'missing',
    saw: '7.2.1 is too old, 8 or newer is needed; it makes the machine’s disks',
    fix: 'npm start',
  })
  expect(byName.get('chromium')).toEqual({
    area: 'programs',
    what: 'chromium',
    state: 'warning',
    saw: 'not found; it clicks through the page in tests',
    fix: 'npm test -- browser',
  })
})

test.each([
  ['open: Permission denied', 'sudo chmod 666 /dev/net/tun'],
  ['open: No such file or directory', 'sudo modprobe tun'],
])('a network device that is refused with “%s” is fixed by %s', (said, fix) => {
  expect(deviceFix(said)).toBe(fix)
})

test.runIf(process.platform === 'linux')(
  'the namespace is really made, or the setting that forbids it is named',
  async () => {
    const { what, state, fix } = await examineNamespace()
    expect([what, state === 'ok' || fix !== undefined]).toEqual(['network namespace', true])
  },
)

test('where nothing was built all of it is missing, and the accelerator is not tried', async () => {
  const found = await examineLab(folder, { signal: new AbortController().signal }, () => Promise.resolve(false))
  expect(found.map(({ what, state, fix }) => [what, state, fix])).toEqual([
    ['image', 'missing', 'npx shipshape lab build'],
    ['accelerator', 'warning', 'npx shipshape lab build'],
    ...['client', ...standIns.map(({ id }) => id), 'ready-vm'].map((id) => [id, 'missing', 'npx shipshape lab build']),
  ])
})
