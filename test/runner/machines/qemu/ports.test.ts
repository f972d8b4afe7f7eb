import { createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { adviceForStart, needFreePorts } from '../../../../runner/machines/qemu/ports.ts'

/** A port of 127.0.0.1 that this process holds; the next one is free. */
const takenPort = async (): Promise<number> => {
  const [server, next] = [createServer(), createServer()]
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // A TCP server's address is one.
  const isFree = await new Promise<boolean>((resolve) => {
    next.once('error', () => resolve(false))
    next.listen(port + 1, '127.0.0.1', () => next.close(() => resolve(true)))
  })
  return isFree ? port : takenPort()
}

test.each([
  ['ssh', (free: number) => `boot2docker --sshport=${free} up`],
  ['docker', (free: number) => `boot2docker --dockerport=${free} up`],
  [
    'web',
    (free: number) => `boot2docker forward remove web && boot2docker forward add "web,tcp,127.0.0.1,${free},,80"`,
  ],
] as const)('the taken port of the forward “%s” is named with its holder and a free one', async (name, hint) => {
  const port = await takenPort()
  const forward = { name, protocol: 'tcp', hostAddress: '127.0.0.1', hostPort: port, guestPort: 80 } as const
  await expect(needFreePorts([forward], adviceForStart)).rejects.toMatchObject({
    code: 'busy',
    message: `Port ${port} (tcp, 127.0.0.1) of the forward “${name}” is taken by node (process ${process.pid}).`,
    hint: hint(port + 1),
  })
})

test('an address that is another computer’s is named, and a free port of this one', async () => {
  const port = await takenPort()
  const forward = { name: 'web', protocol: 'udp', hostAddress: '192.0.2.1', hostPort: port, guestPort: 80 } as const
  await expect(needFreePorts([forward], adviceForStart)).rejects.toMatchObject({
    message: `Port ${port} (udp, 192.0.2.1) of the forward “web” is at an address that this computer does not have.`,
    hint: `boot2docker forward remove web && boot2docker forward add "web,udp,127.0.0.1,${port + 1},,80"`,
  })
})
