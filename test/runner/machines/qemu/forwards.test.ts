import { createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { addForward, removeForward } from '../../../../runner/machines/qemu/forwards.ts'
import { readRecord } from '../../../../runner/machines/qemu/record.ts'
import { fakeQemu } from '../../../fixtures/fake-qemu.ts'
import { machineOnDisk, record } from '../../../fixtures/machine.ts'

const web = { name: 'web', protocol: 'tcp', hostAddress: '127.0.0.1', hostPort: 28_800, guestPort: 8800 } as const

test('a forward of a running machine is added in QEMU and kept', async () => {
  const { path, asked } = await fakeQemu({ 'human-monitor-command': () => ({ return: '' }) })
  const files = { ...(await machineOnDisk()), socket: path }
  await addForward(files, record, web)
  const kept = await readRecord(files)
  expect(kept?.spec.forwards.at(-1)).toEqual(web)
  await removeForward(files, kept ?? record, 'web')
  expect((await readRecord(files))?.spec.forwards).toEqual(record.spec.forwards)
  const lines = asked
    .filter(({ execute }) => execute === 'human-monitor-command')
    .map((one) => one.arguments['command-line'])
  expect(lines).toEqual(['hostfwd_add nat tcp:127.0.0.1:28800-:8800', 'hostfwd_remove nat tcp:127.0.0.1:28800'])
})

test.each([
  [
    'a name that is taken',
    { ...web, name: 'ssh' },
    'busy',
    'A NAT rule of this name already exists',
    'boot2docker forward remove ssh',
  ],
  [
    'a port that another rule has',
    { ...web, hostPort: 2022 },
    'busy',
    'A NAT rule for this host port and this host IP already exists',
    'boot2docker forward remove ssh',
  ],
  [
    'a port that is none',
    { ...web, hostPort: 0 },
    'usage',
    'This is not a forward: Too small: expected number to be >=1.',
    'boot2docker forward add "web,tcp,127.0.0.1,8800,,8800"',
  ],
] as const)('%s is refused', async (_, forward, code, message, hint) => {
  await expect(addForward(await machineOnDisk(), record, forward)).rejects.toMatchObject({ code, message, hint })
})

test('a port that another program has is named', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // A TCP server's address is one.
  await expect(addForward(await machineOnDisk(), record, { ...web, hostPort: port })).rejects.toMatchObject({
    code: 'busy',
    message: `Port ${port} (tcp, 127.0.0.1) of the forward “web” is taken by node (process ${process.pid}).`,
    hint: expect.stringMatching(/^boot2docker forward add "web,tcp,127.0.0.1,\d+,,8800"$/) as string,
  })
})

test('what QEMU complains about is reported, and the forward is not kept', async () => {
  const { path } = await fakeQemu({
    'human-monitor-command': () => ({ return: 'Could not set up host forwarding rule' }),
  })
  const files = { ...(await machineOnDisk()), socket: path }
  await expect(addForward(files, record, web)).rejects.toThrow(
    'QEMU does not forward port 28800: Could not set up host forwarding rule',
  )
  expect(await readRecord(files)).toEqual(record)
})

test('a forward that does not exist cannot be removed', async () => {
  await expect(removeForward(await machineOnDisk(), record, 'nothing')).rejects.toMatchObject({
    code: 'usage',
    message: 'There is no forward named “nothing”.',
  })
})
