import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { ExecAnswer } from '../../../../runner/machines/machine.ts'
import {
  bringInto,
  forwardTo,
  greeting,
  type MachineUnderTest,
  type MakeMachine,
  never,
  outputOf,
  word,
} from './under-test.ts'

export const oddNames = [
  'with a space',
  `with 'single' and "double" quotes`,
  'with a\nnewline',
  '-leading-dash',
  '$HOME `id` \\ & ; *',
  '文件 ü é 🐳',
] as const

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** One machine for all of these: none of them needs another state. */
export const runningMachineTests = (make: MakeMachine): void => {
  describe('that runs', () => {
    let under: MachineUnderTest
    beforeAll(async () => {
      under = await make()
      await bringInto(under, 'running')
    })
    afterAll(() => under.dispose())
    const get = (): MachineUnderTest => under
    commandTests(get)
    fileTests(get)
    forwardTests(get)
  })
}

const commandTests = (get: () => MachineUnderTest): void => {
  const exec = (command: string, signal = never): Promise<ExecAnswer> =>
    get().machine.exec(command, { user: 'root', signal })

  test('yields each exit code', async () => {
    for (const exitCode of [0, 1, 3, 127, 255])
      expect(await exec(`exit ${exitCode}`)).toEqual({ exitCode, stdout: '', stderr: '' })
  })

  test('keeps the two streams of a command apart', async () => {
    expect(await exec('echo out; echo err >&2; false')).toEqual({ exitCode: 1, stdout: 'out\n', stderr: 'err\n' })
  })

  test('runs commands side by side', async () => {
    const answers = await Promise.all(['one', 'two', 'three'].map((text) => exec(`echo ${text}`)))
    expect(answers.map(({ stdout }) => stdout)).toEqual(['one\n', 'two\n', 'three\n'])
  })

  test('hands over 10 MB of output unchanged', async () => {
    const bytes = 10 << 20
    const line = '0123456789abcdef\n'
    const { stdout, exitCode } = await exec(`yes 0123456789abcdef | head -c ${bytes}`)
    const expected = line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes)
    expect([exitCode, stdout.length, sha256(stdout)]).toEqual([0, bytes, sha256(expected)])
  })

  test('hands over characters of every script', async () => {
    expect((await exec(`printf %s '文件 ü 🐳'`)).stdout).toBe('文件 ü 🐳')
  })

  test.each([
    ['cancelled', () => abortedAfter(300)],
    ['out of time', () => AbortSignal.timeout(300)],
  ] as const)('gives up a command that is %s at once, and takes the next', async (_, signal) => {
    const since = performance.now()
    await expect(exec('sleep 60', signal())).rejects.toMatchObject({ name: 'RunnerError', code: 'broken' })
    expect(performance.now() - since).toBeLessThan(5_000)
    expect((await exec('echo next')).stdout).toBe('next\n')
  })

  test('does not begin a command that is cancelled already', async () => {
    await expect(exec(`touch ${get().memory}/begun`, AbortSignal.abort())).rejects.toThrow()
    expect(await outputOf(get().machine, `ls ${get().memory}`)).not.toContain('begun')
  })

  test('says its address', async () => {
    expect(await get().machine.address()).toMatch(/^192\.168\.59\.\d+$/)
  })
}

const abortedAfter = (milliseconds: number): AbortSignal => {
  const abort = new AbortController()
  setTimeout(() => abort.abort(), milliseconds)
  return abort.signal
}

const fileTests = (get: () => MachineUnderTest): void => {
  test('keeps files with odd names apart', async () => {
    const { machine, memory } = get()
    const paths = oddNames.map((name) => word(`${memory}/odd/${name}`))
    const writes = paths.map((path, index) => `printf %s, ${index} > ${path}`)
    const read = await outputOf(machine, `mkdir ${memory}/odd; ${writes.join('; ')}; cat ${paths.join(' ')}`)
    expect(read).toBe('0,1,2,3,4,5,')
  })

  test('shares files with odd names in both directions', async ({ skip }) => {
    const { machine, shared } = get()
    if (shared === undefined) return skip('this hypervisor shares no folder')
    const paths = oddNames.map((name) => join(shared, name))
    for (const path of paths) writeFileSync(path, 'from this computer,')
    const answers = paths.map((path) => `printf %s 'from the guest' > ${word(`${path}.answer`)}`)
    const read = await outputOf(machine, `cat ${paths.map(word).join(' ')}; ${answers.join('; ')}`)
    expect(read).toBe('from this computer,'.repeat(oddNames.length))
    expect(paths.map((path) => readFileSync(`${path}.answer`, 'utf8'))).toEqual(oddNames.map(() => 'from the guest'))
  })
}

const forwardTests = (get: () => MachineUnderTest): void => {
  test('forwards a port at once, lists it, and closes it again', async () => {
    const { machine, freePort, greetingAt } = get()
    const forward = forwardTo(await freePort())
    await machine.addForward(forward)
    expect(await machine.forwards()).toContainEqual(forward)
    expect(await greetingAt(forward.hostPort)).toMatch(greeting)
    await machine.removeForward(forward.name)
    expect(await machine.forwards()).not.toContainEqual(forward)
    expect(await greetingAt(forward.hostPort)).toBeUndefined()
  })

  test('refuses a port that somebody has, and forgets the forward', async () => {
    const { machine, freePort, takePort } = get()
    const forward = forwardTo(await freePort(), 'taken')
    const release = await takePort(forward.hostPort)
    onTestFinished(release)
    await expect(machine.addForward(forward)).rejects.toMatchObject({ code: 'busy', message: /is taken/ })
    expect(await machine.forwards()).not.toContainEqual(forward)
  })

  test('refuses a second forward of one name, and to remove one that is not there', async () => {
    const { machine, freePort } = get()
    await machine.addForward(forwardTo(await freePort(), 'twice'))
    await expect(machine.addForward(forwardTo(await freePort(), 'twice'))).rejects.toMatchObject({ code: 'busy' })
    await machine.removeForward('twice')
    await expect(machine.removeForward('twice')).rejects.toMatchObject({ code: 'usage' })
  })
}
