import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bsdProcesses } from '../../../../runner/host/processes/bsd.ts'
import { processes } from '../../../../runner/host/processes/index.ts'
import { type Find, findByEnvironment, findByGroup } from '../../../../runner/targets/shell/find-processes.ts'
import { leadersIn } from '../../../../runner/targets/shell/leaders.ts'
import { endTraced, endTree } from '../../../../runner/targets/shell/processes.ts'
import { openShell } from '../../../../runner/targets/shell/shell.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const byGroup = findByGroup(bsdProcesses())

/** On Linux both ways are there; macOS has the second alone. */
const ways: readonly (readonly [string, Find])[] = [
  ...(processes.seesEnvironments ? [['by their environment', findByEnvironment(processes)] as const] : []),
  ['by their group', byGroup],
]

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
  } catch {
    // Nobody has this number any more.
    return false
  }
  return !existsSync(`/proc/${pid}/stat`) || !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

const deaf = `trap '' INT TERM; while :; do sleep 0.1; done`

/** A shell in a group of its own, as a step has it, and the processes that it named in a file. */
const begin = async (
  script: string,
  count: number,
): Promise<{ readonly leader: number; readonly marker: string; readonly all: readonly number[] }> => {
  const [folder, marker] = [temporaryFolder(), `SHIPSHAPE_STEP=${Math.random()}`]
  const file = join(folder, 'pids')
  writeFileSync(file, '')
  const [name = '', value] = marker.split('=')
  const child: ChildProcess = spawn('bash', ['-c', script], {
    detached: true,
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], FILE: file, [name]: value },
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const named = (): readonly number[] => readFileSync(file, 'utf8').trim().split('\n').filter(Boolean).map(Number)
  await expect.poll(() => named().length).toBe(count)
  return { leader: child.pid ?? 0, marker, all: [child.pid ?? 0, ...named()] }
}

test.for(ways)('a shell that ignores every signal is ended with its child, found %s', async ([, find]) => {
  const { leader, marker, all } = await begin(`(${deaf}) & echo $! >>$FILE; ${deaf}`, 1)
  expect(all.map(isRunning)).toEqual([true, true])
  await endTree(leader, { marker, timeoutMs: 200, find })
  await expect.poll(() => all.map(isRunning)).toEqual([false, false])
})

test.for(ways)('a child that has left the group is ended too, found %s', async ([, find]) => {
  const { leader, marker, all } = await begin(`setsid bash -c "echo \\$\\$ >>$FILE; ${deaf}" & ${deaf}`, 1)
  await endTree(leader, { marker, timeoutMs: 200, find })
  await expect.poll(() => all.map(isRunning)).toEqual([false, false])
})

test.for(ways)('a shell that hears Ctrl-C ends by it, found %s', async ([, find]) => {
  const { leader, marker } = await begin(
    `trap 'echo 1 >>$FILE; exit' INT; echo 0 >>$FILE; while :; do sleep 0.1; done`,
    1,
  )
  const began = Date.now()
  await endTree(leader, { marker, timeoutMs: 5000, find })
  expect(Date.now() - began).toBeLessThan(3000)
})

test.for(ways)('what a step left in the background is ended with its session, found %s', async ([, find]) => {
  const folder = temporaryFolder()
  const shell = openShell({
    folder,
    prefix: [],
    env: { PATH: process.env['PATH'] ?? '', SHIPSHAPE_SESSION: folder },
    cwd: folder,
  })
  const options = { id: 'one', deadlineMs: 5000, signal: new AbortController().signal, onOutput: () => undefined }
  const { stdout } = await shell.exec(`(${deaf}) >/dev/null 2>&1 & echo $!`, options)
  expect(isRunning(Number(stdout))).toBe(true)
  await endTraced({ marker: `SHIPSHAPE_SESSION=${folder}`, leaders: leadersIn(folder) }, find)
  await expect.poll(() => isRunning(Number(stdout))).toBe(false)
})

test('a group that got the number of an ended shell later is left alone', async () => {
  const { leader, marker, all } = await begin(`sleep 30 & echo $! >>$FILE; wait`, 1)
  const yesterday = Date.now() - 86_400_000
  await endTraced({ marker, leaders: [{ pid: leader, livedMs: yesterday }] }, byGroup)
  expect(all.map(isRunning)).toEqual([true, true])
  await endTraced({ marker, leaders: [{ pid: leader, livedMs: Date.now() }] }, byGroup)
  await expect.poll(() => all.map(isRunning)).toEqual([false, false])
})

test('a process that survives SIGKILL is named, and not waited for', async () => {
  // The child has ended and its parent does not ask for its exit code: it takes every signal and stays.
  const { all } = await begin('true & echo $! >>$FILE; exec sleep 60', 1)
  const [, ended = 0] = all
  await expect.poll(() => isRunning(ended)).toBe(false)
  const began = performance.now()
  await expect(endTraced({ marker: 'x=y', leaders: [] }, () => () => [ended], 300)).rejects.toMatchObject({
    code: 'broken',
    message: `Process ${ended} of a step does not end, not even after SIGKILL.`,
    hint: `ps -o pid,stat,wchan:32,args -p ${ended}`,
  })
  expect(performance.now() - began).toBeLessThan(3000)
})
