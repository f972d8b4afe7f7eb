import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { consoleExec } from '../../../../runner/machines/qemu/console.ts'
import { machineFiles } from '../../../../runner/machines/qemu/files.ts'
import { launch } from '../../../../runner/machines/qemu/launch.ts'
import { stampOf } from '../../../../runner/machines/stamp.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { machineOnDisk, record } from '../../../fixtures/machine.ts'

const { signal } = new AbortController()

test.each(['ram.img', 'state.bin'])('a template whose %s is another than was meant is not mapped', async (name) => {
  const folder = temporaryFolder()
  for (const each of ['ram.img', 'state.bin']) writeFileSync(join(folder, each), 'before')
  const [ram = '', state = ''] = [await stampOf(join(folder, 'ram.img')), await stampOf(join(folder, 'state.bin'))]
  writeFileSync(join(folder, name), 'afterwards')
  const files = await machineOnDisk()
  const saved = { ...record, left: 'saved', memory: { kind: 'template', folder, ram, state } } as const
  await expect(launch({ files, record: saved, accelerator: 'tcg', restored: true })).rejects.toMatchObject({
    code: 'broken',
    message: `The prepared memory in ${folder} is missing or was changed.`,
    hint: 'npx shipshape lab build',
  })
})

/** A console on which somebody answers what was typed. */
const consoleThat = async (answer: (typed: string) => string): Promise<ReturnType<typeof machineFiles>> => {
  const files = machineFiles(join(temporaryFolder(), 'machine'))
  mkdirSync(files.folder)
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.setEncoding('utf8').on('data', (typed: string) => socket.write(answer(typed)))
  })
  await new Promise<void>((resolve) => server.listen(files.console, resolve))
  onTestFinished(() => void server.close())
  return files
}

test('a command on the console yields its output and its exit code, not its echo', async () => {
  const files = await consoleThat((typed) => {
    const mark = /m=(\w+);/.exec(typed)?.[1] ?? ''
    return `root@boot2docker:/# ${typed}${mark}-begin\r\none\r\ntwo\r\n${mark}-3\r\n`
  })
  expect(await consoleExec(files, 'false', signal)).toEqual({ exitCode: 3, stdout: 'one\ntwo\n', stderr: '' })
})

test('a console on which nobody is has no answer', async () => {
  expect(await consoleExec(machineFiles(temporaryFolder()), 'true', signal)).toBeUndefined()
})

test('a console that says something else has no answer', async () => {
  const files = await consoleThat(() => 'login: ')
  expect(await consoleExec(files, 'true', AbortSignal.timeout(200))).toBeUndefined()
})
