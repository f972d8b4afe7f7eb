import { describe, expect, test } from 'vitest'
import { coldStartChange, needPossible } from '../../../runner/boot2docker/cold-start.ts'
import { type Config, readInvocation } from '../../../runner/boot2docker/config.ts'
import type { ColdStartChange } from '../../../runner/machines/qemu/index.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { record } from '../../fixtures/machine.ts'

const configOf = async (...words: readonly string[]): Promise<Config> =>
  (await readInvocation([...words, 'up'], { HOME: temporaryFolder() })).config

describe('a start of a VM that is off', () => {
  const change = async (...words: readonly string[]): Promise<ColdStartChange> => {
    const context = { args: [], env: {}, out: () => undefined, say: () => undefined }
    return coldStartChange(
      { ...context, config: await configOf(...words), signal: new AbortController().signal },
      record,
    )
  }
  const [ssh, dns] = record.spec.forwards

  test('gives it what the flags say', async () => {
    expect(await change('--memory=512', '--cpus=1', '--sshport=2023', '--dockerport=5555')).toEqual({
      spec: {
        shares: [],
        memoryMegabytes: 512,
        cpus: 1,
        forwards: [
          { ...ssh, hostPort: 2023 },
          { name: 'docker', protocol: 'tcp', hostAddress: '127.0.0.1', hostPort: 5555, guestPort: 2376 },
          dns,
        ],
      },
    })
  })

  test('keeps what “init” gave it otherwise', async () => {
    expect(await change()).toEqual({ spec: { shares: [] } })
  })

  test('needs the folders that are shared', async () => {
    await expect(change('--vbox-share=/nowhere/code')).rejects.toThrow('cannot share "/nowhere/code": there is no such')
  })
})

describe('a flag that a start cannot follow is refused', () => {
  test.each([
    ['--memory=4096', 'running', 'memory', 'has 2048', 'boot2docker --memory=4096 restart'],
    ['--cpus=3', 'saved', 'cpus', 'has 2', 'boot2docker --cpus=3 restart'],
    ['--sshport=2023', 'paused', 'sshport', 'has 2022', 'boot2docker --sshport=2023 restart'],
    [
      '--vbox-share=/b=b',
      'running',
      'vbox-share',
      'has /home/reader/code=code',
      "boot2docker --vbox-share='/b=b' restart",
    ],
  ] as const)('%s of a VM that is %s', async (word, state, flag, now, hint) => {
    const config = await configOf(word)
    const refused = (): void => needPossible(config, record, state)
    expect(refused).toThrow(
      `config error: --${flag} takes effect when the VM is off: "boot2docker-vm" is ${state} and ${now}`,
    )
    expect(refused).toThrow(expect.objectContaining({ hint }))
    needPossible(config, record, 'poweroff')
  })

  test.each([
    ['--disksize=60000', 'disksize', '20000'],
    ['--lowerip=192.168.59.104', 'lowerip', '192.168.59.103'],
    ['--hostip=192.168.59.4', 'hostip', '192.168.59.3'],
  ])('%s after “init”', async (word, flag, now) => {
    const config = await configOf(word)
    expect(() => needPossible(config, record, 'poweroff')).toThrow(
      `config error: --${flag} cannot be changed after “init”: "boot2docker-vm" has ${now}`,
    )
  })

  test('but not when it asks for what the VM has', async () => {
    const words = ['--memory=2048', '--cpus=2', '--sshport=2022', '--dockerport=0', '--disksize=20000']
    needPossible(await configOf(...words, '--vbox-share=/home/reader/code'), record, 'running')
  })
})
