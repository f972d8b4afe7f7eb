import { cpSync, mkdirSync, readFileSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { cloneReady, findReady, obtainReady } from '../../../runner/lab/ready.ts'
import { cacheDir } from '../../../runner/paths.ts'
import { lab } from '../../../runner/targets/lab/lab.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const { signal } = new AbortController()
const cache = cacheDir()

beforeAll(() => obtainReady({ cache, signal, progress: () => undefined }))

interface Ready {
  readonly folder: string
  run(line: string): Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }>
  close(): Promise<void>
}

const openReady = async (): Promise<Ready> => {
  const folder = temporaryFolder()
  const session = await lab.open({ folder, machine: 'ready', signal, onProgress: () => undefined })
  let steps = 0
  return {
    folder,
    run: (line) =>
      session.exec(
        { kind: 'command', where: 'host', line },
        { id: `step-${steps++}`, deadlineMs: 240_000, signal, onOutput: () => undefined },
      ),
    close: () => Promise.resolve(session[Symbol.asyncDispose]()),
  }
}

test('a ready VM is as after “up”: engine, clock, folder and variables; then it is the reader’s own', async () => {
  const vm = await openReady()
  onTestFinished(() => vm.close())
  expect(await vm.run(`docker version --format '{{.Server.Os}}'`)).toMatchObject({ exitCode: 0, stdout: 'linux\n' })
  expect(await vm.run('boot2docker shellinit')).toMatchObject({
    stdout: '',
    stderr: expect.stringContaining('already set correctly') as string,
  })
  expect(Math.abs(Number((await vm.run('boot2docker ssh date +%s')).stdout) - Date.now() / 1000)).toBeLessThan(5)
  expect(await vm.run('echo seen > ~/code/page; boot2docker ssh cat "$HOME/code/page"')).toMatchObject({
    exitCode: 0,
    stdout: 'seen\n',
  })
  const kept = 'docker network create kept > /dev/null; docker network ls --filter name=kept -q | wc -l'
  expect(await vm.run(kept)).toMatchObject({ stdout: '1\n' })
  expect(await vm.run('boot2docker save && boot2docker status')).toMatchObject({ exitCode: 0, stdout: 'saved\n' })
  expect(await vm.run(`boot2docker up > /dev/null 2>&1 && ${kept.replace(/^.*?; /, '')}`)).toMatchObject({
    exitCode: 0,
    stdout: '1\n',
  })
  expect(
    await vm.run('boot2docker save && boot2docker up > /dev/null 2>&1 && boot2docker ssh cat "$HOME/code/page"'),
  ).toMatchObject({ exitCode: 0, stdout: 'seen\n' })
  expect(await vm.run(`boot2docker restart > /dev/null 2>&1 && ${kept.replace(/^.*?; /, '')}`)).toMatchObject({
    exitCode: 0,
    stdout: '1\n',
  })
  expect(await vm.run('boot2docker save && boot2docker poweroff && boot2docker status')).toMatchObject({
    exitCode: 0,
    stdout: 'poweroff\n',
  })
  expect(await vm.run('boot2docker delete && ls ~/.boot2docker/machines')).toMatchObject({ exitCode: 0, stdout: '' })
})

test('two VMs at once share the memory that neither has written, and do not see what the other writes', async () => {
  const [one, two] = await Promise.all([openReady(), openReady()])
  onTestFinished(async () => {
    await Promise.all([one.close(), two.close()])
  })
  const write = (vm: Ready, word: string) =>
    vm.run(`boot2docker ssh "sudo sh -c 'echo ${word} > /run/word; sync'; cat /run/word"`)
  expect([(await write(one, 'one')).stdout, (await write(two, 'two')).stdout]).toEqual(['one\n', 'two\n'])
  expect((await one.run('boot2docker ssh cat /run/word')).stdout).toBe('one\n')
  const [first, second] = [memoryOf(one.folder), memoryOf(two.folder)]
  expect(second.pss, JSON.stringify({ first, second })).toBeLessThan(second.rss * 0.75)
})

/** Of the QEMU whose machine lies in this folder, in kB: proc_pid_smaps_rollup(5). */
const memoryOf = (folder: string): { readonly rss: number; readonly pss: number } => {
  const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && isQemuIn(name, folder))
  const text = readFileSync(`/proc/${pid ?? 'none'}/smaps_rollup`, 'utf8')
  const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1])
  return { rss: kilobytes('Rss'), pss: kilobytes('Pss') }
}

const isQemuIn = (pid: string, folder: string): boolean => {
  try {
    return (
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('qemu-system-') &&
      readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
    )
  } catch {
    // It has ended meanwhile.
    return false
  }
}

describe('a prepared VM', () => {
  /** A cache of its own, with the real image and a copy of the real prepared VM. */
  const copyOfCache = (): { readonly cache: string; readonly ready: string } => {
    const copy = temporaryFolder()
    symlinkSync(join(cache, 'images'), join(copy, 'images'))
    mkdirSync(join(copy, 'ready'))
    const ready = join(copy, 'ready', 'amd64')
    for (const part of ['ready.json', 'machine'])
      cpSync(join(cache, 'ready', 'amd64', part), join(ready, part), {
        recursive: true,
        filter: (path) => !path.endsWith('ram.img'),
      })
    writeFileSync(join(ready, 'machine', 'ram.img'), 'not the RAM')
    return { cache: copy, ready }
  }

  const find = async (from: string): Promise<readonly (string | undefined)[]> => {
    const said: string[] = []
    return [await findReady({ cache: from, progress: ({ text }) => void said.push(text) }), ...said]
  }

  test('whose RAM is damaged is not taken, and the reader is informed', async () => {
    const { cache: copy, ready } = copyOfCache()
    const path = join(ready, 'machine', 'ram.img')
    expect(await find(copy)).toEqual([undefined, `The prepared VM is damaged (${path}): it will be prepared again.`])
    await expect(cloneReady({ cache: copy, to: join(copy, 'vm'), code: copy })).rejects.toMatchObject({
      code: 'blocked',
      hint: 'npx shipshape lab build',
    })
  })

  test('that was written with other devices, or another QEMU, is not taken', async () => {
    const { cache: copy, ready } = copyOfCache()
    const note = JSON.parse(readFileSync(join(ready, 'ready.json'), 'utf8')) as object // Our own file.
    writeFileSync(join(ready, 'ready.json'), JSON.stringify({ ...note, key: 'another' }))
    expect(await find(copy)).toEqual([undefined])
  })

  test('whose state was changed after a VM was made of it does not start that VM', async () => {
    const folder = temporaryFolder()
    const vm = join(folder, 'vm')
    await cloneReady({ cache, to: vm, code: folder })
    // Our own file.
    const record = JSON.parse(readFileSync(join(vm, 'machine.json'), 'utf8')) as { readonly memory: object }
    writeFileSync(
      join(vm, 'machine.json'),
      JSON.stringify({ ...record, memory: { ...record.memory, state: '1-2-3-4' } }),
    )
    const { launch } = await import('../../../runner/machines/qemu/launch.ts')
    const { machineFiles } = await import('../../../runner/machines/qemu/files.ts')
    const { readRecord } = await import('../../../runner/machines/qemu/record.ts')
    const files = machineFiles(vm)
    const read = await readRecord(files)
    if (read === undefined) throw new Error('no record')
    await expect(launch({ files, record: read, accelerator: 'tcg', restored: true })).rejects.toMatchObject({
      code: 'broken',
      message: expect.stringContaining('is missing or was changed.') as string,
    })
  })
})
