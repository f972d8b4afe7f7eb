import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import ssh2, { type ServerChannel } from 'ssh2'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeSshKey } from '../../../runner/machines/ssh-key.ts'
import { type SshEndpoint, sshExec, sshGreets } from '../../../runner/machines/ssh.ts'

const [host, client] = [makeSshKey('host'), makeSshKey('client')]
const base64 = ({ publicKey }: typeof host): string => publicKey.split(' ')[1] ?? ''
const signal = AbortSignal.timeout(15_000)

/** A real ssh server on the loopback that answers every command by `act`. */
const serve = async (act: (channel: ServerChannel, command: string) => void): Promise<SshEndpoint> => {
  const server = new ssh2.Server({ hostKeys: [host.privateKey] }, (connection) => {
    connection.on('error', () => undefined)
    connection.on('authentication', (context) => context.accept())
    connection.on('session', (accept) => accept().on('exec', (take, _, { command }) => act(take(), command)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    user: 'root',
    privateKey: client.privateKey,
    hostKey: base64(host),
  }
}

describe('a command in the guest', () => {
  test('has its real exit code and both of its outputs', async () => {
    const endpoint = await serve((channel, command) => {
      channel.write(`did ${command}`)
      channel.stderr.write('badly')
      channel.exit(7)
      channel.end()
    })
    expect(await sshExec(endpoint, 'work', signal)).toEqual({ exitCode: 7, stdout: 'did work', stderr: 'badly' })
  })

  test('that depends on the moment is made when the guest can take it', async () => {
    const endpoint = await serve((channel, command) => {
      channel.write(command)
      channel.exit(0)
      channel.end()
    })
    const before = Date.now()
    expect(Number((await sshExec(endpoint, () => String(Date.now()), signal)).stdout)).toBeGreaterThan(before)
  })

  test('is not given to a guest with another host key', async () => {
    const endpoint = await serve(() => expect.unreachable('the command was given away'))
    await expect(sshExec({ ...endpoint, hostKey: base64(client) }, 'secret', signal)).rejects.toMatchObject({
      name: 'RunnerError',
      code: 'broken',
    })
  })

  test('has no outcome when the conversation ends without an exit code', async () => {
    const endpoint = await serve((channel) => channel.end())
    await expect(sshExec(endpoint, 'work', signal)).rejects.toThrow('there was no exit code')
  })

  test('may say a lot, of which 16 MiB are kept', async () => {
    const endpoint = await serve((channel) => {
      channel.write(Buffer.alloc(18 << 20, 'x'), () => {
        channel.exit(0)
        channel.end()
      })
    })
    expect((await sshExec(endpoint, 'yes', signal)).stdout).toHaveLength(16 << 20)
  })

  test('is left when it is stopped', async () => {
    const endpoint = await serve(() => undefined)
    await expect(sshExec(endpoint, 'sleep', AbortSignal.timeout(500))).rejects.toMatchObject({ code: 'broken' })
  })
})

describe('an ssh server', () => {
  test('greets', async () => {
    expect(await sshGreets(await serve(() => undefined), signal)).toBe(true)
  })

  test('is not a port that accepts and says nothing', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    expect(
      await sshGreets({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }, AbortSignal.timeout(200)),
    ).toBe(false)
  })

  test('is not a closed port', async () => {
    expect(await sshGreets({ host: '127.0.0.1', port: 1 }, signal)).toBe(false)
  })
})
