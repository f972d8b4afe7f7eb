import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { processes } from '../../../runner/host/processes/index.ts'
import { makeSshKey, type SshKey } from '../../../runner/machines/ssh-key.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { freePort } from '../../fixtures/free-port.ts'
import { runningMachine } from '../../fixtures/running-machine.ts'

const program = fileURLToPath(new URL('../../../runner/bin/boot2docker.mjs', import.meta.url))

/** The very program that people start. */
const start = (home: string, words: readonly string[]): ChildProcess => {
  const env = { PATH: process.env['PATH'], HOME: home }
  const child = spawn(process.execPath, [program, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

const run = async (home: string, words: readonly string[]): Promise<{ exitCode: number | null; said: string }> => {
  const child = start(home, words)
  let said = ''
  child.stderr?.on('data', (text: Buffer) => (said += text.toString('utf8')))
  await once(child, 'close')
  return { exitCode: child.exitCode, said }
}

const placeKey = (home: string, { privateKey, publicKey }: SshKey): void => {
  const path = join(home, '.ssh', 'id_boot2docker')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, privateKey, { mode: 0o600 })
  writeFileSync(`${path}.pub`, publicKey)
}

const oddHomes = ['plain', `a b 50%h "q" it's #1 a,b a=b`, 'back\\slash ${HOME} ~x %% 文件']

describe('a command reaches the VM by the system’s ssh', () => {
  test.each(oddHomes)('from the home %j', async (name) => {
    const home = join(temporaryFolder(), name)
    const key = makeSshKey('reader')
    placeKey(home, key)
    const { commands } = await runningMachine(home, [key])
    expect(await run(home, ['ssh', 'echo', 'hello'])).toEqual({ exitCode: 7, said: '' })
    expect(commands).toEqual(['echo hello'])
  })

  test('after the reader’s key was made again', async () => {
    const home = temporaryFolder()
    placeKey(home, makeSshKey('another'))
    await runningMachine(home, [makeSshKey('reader')])
    expect(await run(home, ['ssh', 'true'])).toEqual({ exitCode: 7, said: '' })
  })

  test('without a key of the reader', async () => {
    const home = temporaryFolder()
    await runningMachine(home)
    expect(await run(home, ['ssh', 'true'])).toEqual({ exitCode: 7, said: '' })
  })

  test('by a line that “--verbose” prints and a shell can run', async () => {
    const home = join(temporaryFolder(), `a "b" 50%`)
    await runningMachine(home)
    const { said } = await run(home, ['--verbose', 'ssh', 'true'])
    const shell = spawn('bash', ['-c', said.replace('executing: ', '')], { stdio: 'ignore' })
    expect(await once(shell, 'close')).toEqual([7, null])
  })
})

test.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGINT', 130],
] as const)('%s ends a tunnel and its ssh', async (signal, code) => {
  const home = temporaryFolder()
  await runningMachine(home)
  const port = await freePort()
  const tunnel = start(home, ['ssh', '-N', '-L', `${port}:127.0.0.1:2376`])
  await expect.poll(() => isOpen(port), { timeout: 25_000 }).toBe(true)
  const own = processes.list().filter(({ parent }) => parent === tunnel.pid)
  expect(own.map(({ words }) => words[0])).toEqual(['ssh'])
  tunnel.kill(signal)
  expect(await once(tunnel, 'exit')).toEqual([code, null])
  expect(processes.find(own[0]?.pid ?? 0)).toBeUndefined()
})

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
