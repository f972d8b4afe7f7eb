import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openQmp, type Qmp } from '../../../../runner/machines/qemu/qmp.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { fakeQemu, greeting, type Reply } from '../../../fixtures/fake-qemu.ts'

const timeouts = { greeting: 300, answer: 300, snapshot: 500 }

const open = async (...server: Parameters<typeof fakeQemu>): Promise<Qmp> => {
  const { path } = await fakeQemu(...server)
  const qmp = await openQmp(path, timeouts)
  if (qmp === undefined) throw new Error('nobody answered')
  onTestFinished(() => qmp[Symbol.asyncDispose]())
  return qmp
}

describe('who is there', () => {
  test('a socket that does not exist means that no QEMU runs', async () => {
    expect(await openQmp(join(temporaryFolder(), 'qmp.sock'))).toBeUndefined()
  })

  test('a socket that a killed QEMU left means that no QEMU runs', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'qmp.sock')
    writeFileSync(path, '')
    expect(await openQmp(path)).toBeUndefined()
  })

  test('a QEMU behind a long path that ends while it is talked to is gone, and nothing else is closed', async () => {
    const folder = join(temporaryFolder(), 'a'.repeat(60), 'b'.repeat(60))
    mkdirSync(folder, { recursive: true })
    const server = createServer((socket) => socket.write(greeting, () => socket.destroy()))
    const before = process.cwd()
    process.chdir(folder)
    await new Promise<void>((resolve) => server.listen('qmp.sock', resolve))
    process.chdir(before)
    onTestFinished(() => void server.close())
    for (let times = 0; times < 20; times += 1)
      expect(await openQmp(join(folder, 'qmp.sock'), timeouts)).toBeUndefined()
  })

  test('a socket in a folder whose path is too long for an address is reached', async () => {
    const folder = join(temporaryFolder(), 'a'.repeat(60), 'b'.repeat(60))
    mkdirSync(folder, { recursive: true })
    const server = createServer((socket) => socket.write(greeting))
    const before = process.cwd()
    process.chdir(folder)
    await new Promise<void>((resolve) => server.listen('qmp.sock', resolve))
    process.chdir(before)
    onTestFinished(() => void server.close())
    await expect(openQmp(join(folder, 'qmp.sock'), timeouts)).rejects.toThrow(
      'QEMU hangs: no answer to “qmp_capabilities” within 0.3 s.',
    )
  })

  test('a QEMU that accepts and never greets hangs', async () => {
    await expect(open({}, '')).rejects.toMatchObject({
      code: 'broken',
      message: 'QEMU hangs: no answer to its greeting within 0.3 s.',
    })
  })

  test('a QEMU that ends while it is greeted is gone', async () => {
    const { path } = await fakeQemu({ qmp_capabilities: () => 'hang up' })
    expect(await openQmp(path, timeouts)).toBeUndefined()
  })
})

describe('what QEMU says', () => {
  test.each([
    ['running', 'running'],
    ['save-vm', 'running'],
    ['paused', 'paused'],
    ['io-error', 'paused'],
    ['guest-panicked', 'paused'],
    ['shutdown', 'ended'],
  ])('“%s” is %s', async (said, status) => {
    const qmp = await open({ 'query-status': () => ({ return: { status: said, running: true } }) })
    expect(await qmp.status()).toBe(status)
  })

  test('an answer that comes in pieces, between events, is read', async () => {
    const qmp = await open({
      'query-status': ({ id }) => ({
        raw: `{"event": "STOP"}\r\n{"return": {"status": "pau` + `sed"}, "id": ${id}}\r\n{"event": "RE`,
      }),
    })
    expect(await qmp.status()).toBe('paused')
  })

  test.each<readonly [string, () => Reply]>([
    ['something unexpected', () => ({ return: { status: 7 } })],
    ['an endless line', () => ({ raw: 'x'.repeat(3 << 20) })],
    ['no JSON', () => ({ raw: 'NaN\n' })],
    ['no answer', () => 'nothing'],
    ['the end', () => 'hang up'],
  ])('%s is a broken QEMU, reported within the time limit', async (_, reply) => {
    const qmp = await open({ 'query-status': reply })
    await expect(qmp.status()).rejects.toMatchObject({ name: 'RunnerError', code: 'broken' })
  })

  test('a refusal is reported with its message', async () => {
    const qmp = await open({ system_reset: () => ({ error: 'not now' }) })
    await expect(qmp.reset()).rejects.toThrow('QEMU refused “system_reset”: not now.')
  })
})

describe('what is asked of QEMU', () => {
  test('ending it succeeds when it is gone before it answers', async () => {
    const qmp = await open({ quit: () => 'hang up' })
    await qmp.quit()
  })

  test('a forward is added by its rule', async () => {
    const { path, asked } = await fakeQemu({ 'human-monitor-command': () => ({ return: 'could not set up\r\n' }) })
    await using qmp = await openQmp(path, timeouts)
    expect(await qmp?.addHostForward('tcp:127.0.0.1:8800-:8800')).toBe('could not set up')
    expect(asked.at(-1)).toMatchObject({ arguments: { 'command-line': 'hostfwd_add nat tcp:127.0.0.1:8800-:8800' } })
  })

  test('a snapshot is done when an event says that its job is', async () => {
    const event = (status: string): string =>
      `{"event": "JOB_STATUS_CHANGE", "data": {"id": "shipshape", "status": "${status}"}}\r\n`
    const { path, asked } = await fakeQemu({
      'snapshot-save': ({ id }) => ({
        raw: `{"return": {}, "id": ${id}}\r\n${event('running')}{"event": "STOP"}\r\n${event('concluded')}`,
      }),
      'query-jobs': () => ({ return: [{ id: 'shipshape', status: 'concluded' }] }),
    })
    await using qmp = await openQmp(path, timeouts)
    await qmp?.saveSnapshot('saved', 'data')
    expect(asked.map(({ execute }) => execute)).toEqual([
      'qmp_capabilities',
      'snapshot-save',
      'query-jobs',
      'job-dismiss',
    ])
    expect(asked[1]?.arguments).toEqual({ 'job-id': 'shipshape', tag: 'saved', vmstate: 'data', devices: ['data'] })
  })

  test('a snapshot whose job fails is reported in its words', async () => {
    const qmp = await open({
      'snapshot-save': ({ id }) => ({
        raw: `{"event": "JOB_STATUS_CHANGE", "data": {"id": "shipshape", "status": "concluded"}}\r\n{"return": {}, "id": ${id}}\r\n`,
      }),
      'query-jobs': () => ({ return: [{ id: 'shipshape', status: 'concluded', error: 'No space left on device' }] }),
    })
    await expect(qmp.saveSnapshot('saved', 'data')).rejects.toThrow(
      'QEMU could not do “snapshot-save”: No space left on device.',
    )
  })

  test('a snapshot that does not end is given up', async () => {
    const qmp = await open({})
    await expect(qmp.saveSnapshot('saved', 'data')).rejects.toThrow("QEMU's “snapshot-save” did not end within 0.5 s.")
  })

  test('a snapshot during which QEMU ends fails at once', async () => {
    const qmp = await open({ 'snapshot-save': () => 'hang up' })
    await expect(qmp.saveSnapshot('saved', 'data')).rejects.toThrow('QEMU ended before it answered “snapshot-save”.')
  })
})

const migration = (status: string): string => `{"event": "MIGRATION", "data": {"status": "${status}"}}\r\n`
const migrates =
  (status: string) =>
  ({ id }: { readonly id: number }) => ({
    raw: `{"return": {}, "id": ${id}}\r\n${migration('setup')}${migration(status)}`,
  })

describe('a guest’s state in a file', () => {
  test.each([
    ['devices', ['events', 'x-ignore-shared'], {}],
    ['everything', ['events', 'mapped-ram', 'multifd'], { 'multifd-channels': 2 }],
  ] as const)('of %s is written with the capabilities that it takes', async (kind, capabilities, parameters) => {
    const { path, asked } = await fakeQemu({
      migrate: migrates('completed'),
      'query-migrate': () => ({ return: { status: 'completed' } }),
    })
    await using qmp = await openQmp(path, timeouts)
    await qmp?.writeState('/a/state.bin', kind)
    expect(asked.slice(1).map(({ execute, arguments: args }) => [execute, args])).toEqual([
      ['migrate-set-capabilities', { capabilities: capabilities.map((capability) => ({ capability, state: true })) }],
      ['migrate-set-parameters', { 'max-bandwidth': 1e12, ...parameters }],
      ['migrate', { uri: 'file:/a/state.bin' }],
      ['query-migrate', {}],
      ['migrate-set-capabilities', { capabilities: capabilities.map((capability) => ({ capability, state: false })) }],
    ])
  })

  test('that cannot be read is reported in QEMU’s words', async () => {
    const qmp = await open({
      'migrate-incoming': migrates('failed'),
      'query-migrate': () => ({ return: { status: 'failed', 'error-desc': 'Unknown savevm section' } }),
    })
    await expect(qmp.readState('/a/state.bin', 'devices')).rejects.toThrow(
      'QEMU could not do “migrate-incoming” with /a/state.bin: Unknown savevm section.',
    )
  })

  test.each([
    [[], []],
    [['xbzrle', 'x-ignore-shared'], ['devices']],
    [
      ['mapped-ram', 'multifd', 'x-ignore-shared'],
      ['devices', 'everything'],
    ],
  ] as const)('with the capabilities %j is possible of %j', async (names, kinds) => {
    const qmp = await open({
      'query-migrate-capabilities': () => ({ return: names.map((capability) => ({ capability, state: false })) }),
    })
    expect(await qmp.stateKinds()).toEqual(kinds)
  })
})
