import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { findNamespace, type Namespace, openNamespace, reapNamespace } from '../../../../runner/lab/network/index.ts'
import { isStillThere, processes } from '../../../../runner/host/processes/index.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const open = async (folder = temporaryFolder()): Promise<Namespace> => {
  const namespace = await openNamespace({ folder, uplink: 'none' })
  onTestFinished(() => namespace.close())
  return namespace
}

const inside = ({ prefix: [file = '', ...prefix] }: Namespace, script: string): string =>
  execFileSync(file, [...prefix, 'sh', '-c', script], { encoding: 'utf8' }).trim()

test('it has a loopback of its own, and nothing else', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // A TCP server's address is one.
  const namespace = await open()
  expect(inside(namespace, 'ip -br -4 address')).toMatch(/^lo\s+\S+\s+127\.0\.0\.1\/8$/)
  expect(inside(namespace, `bash -c '< /dev/tcp/127.0.0.1/${port}' 2> /dev/null || echo refused`)).toBe('refused')
})

test('in it the reader is root, and sees only its own processes', async () => {
  const namespace = await open()
  expect(inside(namespace, 'id -u')).toBe('0')
  expect(inside(namespace, 'cat /proc/1/cmdline | tr "\\0" " "')).toMatch(/^sh .*\/holder\.sh /)
})

test('its hosts file is a copy', async () => {
  const before = readFileSync('/etc/hosts', 'utf8')
  const namespace = await open()
  expect(inside(namespace, 'echo 192.168.59.103 dockerhost >> /etc/hosts && getent hosts dockerhost')).toMatch(
    /^192\.168\.59\.103\s+dockerhost$/,
  )
  expect(readFileSync('/etc/hosts', 'utf8')).toBe(before)
})

test('without a way out it says at once that a name does not exist', async () => {
  const namespace = await open()
  const ask = `${process.execPath} -e 'require("node:dns").resolve4("registry-1.docker.io", (error) => console.log(error?.code))'`
  await expect.poll(() => inside(namespace, ask), { timeout: 5000 }).toBe('ENOTFOUND')
  expect([...new Set(await namespace.askedNames())]).toEqual(['registry-1.docker.io'])
})

test('closing it ends every process in it, even one that left its session', async () => {
  const namespace = await open()
  const [file = '', ...prefix] = namespace.prefix
  const marker = `8${Date.now()}`
  spawn(
    file,
    [...prefix, 'sh', '-c', `setsid sleep ${marker} > /dev/null 2>&1 & setsid sleep ${marker} > /dev/null 2>&1 & wait`],
    { stdio: 'ignore' },
  )
  await expect.poll(() => countOf(marker)).toBeGreaterThanOrEqual(2)
  await namespace.close()
  await expect.poll(() => countOf(marker)).toBe(0)
})

const countOf = (marker: string): number => {
  const lines = execFileSync('ps', ['-eo', 'stat=,args='], { encoding: 'utf8' }).split('\n')
  return lines.filter((line) => !line.startsWith('Z') && line.includes(`sleep ${marker}`)).length
}

test('a process that loses its parent in it does not stay a zombie', async () => {
  const namespace = await open()
  inside(namespace, '(sleep 0.2 > /dev/null 2>&1 &)')
  await pause(500)
  expect(inside(namespace, 'ps -eo stat= | grep -c ^Z || true')).toBe('0')
})

test('it outlives its maker, is found again, and is ended once', async () => {
  const folder = temporaryFolder()
  const script = `
    import { openNamespace } from ${JSON.stringify(new URL('../../../../runner/lab/network/index.ts', import.meta.url).href)}
    const { holderPid } = await openNamespace({ folder: ${JSON.stringify(folder)}, uplink: 'none' })
    process.stdout.write(String(holderPid)); process.kill(process.pid, 'SIGKILL')`
  const maker = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const text of maker.stdout) said += String(text)
  const holderPid = Number(said)
  expect((await findNamespace(folder))?.holderPid).toBe(holderPid)
  expect(processes.find(holderPid)).toBeDefined()
  expect(await reapNamespace(folder)).toBe(true)
  expect(processes.find(holderPid)).toBeUndefined()
  expect(await reapNamespace(folder)).toBe(false)
})

test('opening it again ends the one before', async () => {
  const folder = temporaryFolder()
  const first = await open(folder)
  await open(folder)
  expect(processes.find(first.holderPid)).toBeUndefined()
})

test.each([
  ['started at another time', (note: Note) => ({ ...note, startTime: '1' })],
  ['has another marker', (note: Note) => ({ ...note, marker: '0b9c4f0e-8a5e-4c57-9f5e-3f1d3c9b7a10' })],
])('a process that %s is a stranger and is not ended', async (_, change) => {
  const folder = temporaryFolder()
  const namespace = await open(folder)
  const path = join(folder, 'namespace.json')
  const note = JSON.parse(readFileSync(path, 'utf8')) as Note // Written by openNamespace.
  writeFileSync(path, JSON.stringify(change(note)))
  expect(await reapNamespace(folder)).toBe(false)
  expect(isStillThere(processes, note)).toBe(true)
  expect(inside(namespace, 'echo here')).toBe('here')
})

interface Note {
  readonly processId: number
  readonly startTime: string
  readonly marker: string
}

test.each(['', 'x', '{"processId": 1}', '[]'])('a damaged note (%j) ends nothing', async (text) => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'namespace.json'), text)
  expect(await reapNamespace(folder)).toBe(false)
})
