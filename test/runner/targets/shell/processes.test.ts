import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bsdProcesses } from '../../../../runner/host/processes/bsd.ts'
import { type ProcessTable, processes } from '../../../../runner/host/processes/index.ts'
import { processesOfSession, processesOfStep } from '../../../../runner/targets/shell/find-processes.ts'
import { endAll, killAll } from '../../../../runner/targets/shell/processes.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

/** On Linux both tables are there; macOS has the second alone. */
const tables: readonly (readonly [string, ProcessTable])[] = [
  ...(processes.seesEnvironments ? [['with environments', processes] as const] : []),
  ['without environments', bsdProcesses()],
]

const isRunning = (pid: number): boolean => processes.find(pid) !== undefined

const deaf = `trap '' INT TERM; while :; do sleep 0.1; done`

interface Begun {
  readonly shell: number
  readonly marker: string
  readonly named: readonly number[]
}

/** A shell, and the processes that it named in a file. */
const begin = async (script: string, count: number): Promise<Begun> => {
  const [folder, marker] = [temporaryFolder(), `SHIPSHAPE_SESSION=${Math.random()}`]
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
  await expect.poll(() => named().length, { timeout: 10_000 }).toBe(count)
  return { shell: child.pid ?? 0, marker, named: named() }
}

test.for(tables)('a session’s processes end with their shell, whatever they ignore, %s', async ([, table]) => {
  const { shell, marker, named } = await begin(`(${deaf}) & echo $! >>$FILE; ${deaf}`, 1)
  await killAll(processesOfSession({ marker, shells: [shell] }, table))
  await expect.poll(() => [shell, ...named].map(isRunning)).toEqual([false, false])
})

test.for(tables)('a child that has left the group is found, %s', async ([, table]) => {
  const { shell, marker, named } = await begin(`setsid bash -c "echo \\$\\$ >>$FILE; ${deaf}" & ${deaf}`, 1)
  await killAll(processesOfSession({ marker, shells: [shell] }, table))
  await expect.poll(() => named.map(isRunning)).toEqual([false])
})

test.for(tables)('a step’s processes end without the shell and without earlier jobs, %s', async ([, table]) => {
  const script = `sleep 300 & echo $! >>$FILE; sleep 1.5; (${deaf}) & echo $! >>$FILE; setsid sleep 301 & echo $! >>$FILE; wait; wait`
  const { shell, marker, named } = await begin(script, 3)
  const trace = { marker, shell, leader: shell, earlier: named.slice(0, 1), sinceMs: Date.now() - 1000 }
  await endAll(processesOfStep(trace, table), 200)
  await expect.poll(() => [shell, ...named].map(isRunning)).toEqual([true, true, false, false])
})

test('a process that has left its family is found by its environment, unless it is older than the step', async () => {
  const { marker, named } = await begin(`(setsid sleep 300 & echo $! >>$FILE)`, 1)
  const trace = { marker, shell: -1, leader: -1, earlier: [] }
  await endAll(processesOfStep({ ...trace, sinceMs: Date.now() + 60_000 }), 0)
  expect(named.map(isRunning)).toEqual([true])
  await endAll(processesOfStep({ ...trace, sinceMs: Date.now() - 60_000 }), 0)
  await expect.poll(() => named.map(isRunning)).toEqual([false])
})

test('a process that survives SIGKILL is named, and not waited for', async () => {
  // The child has ended and its parent does not ask for its exit code: it takes every signal and stays.
  const { named } = await begin('true & echo $! >>$FILE; exec sleep 60', 1)
  const [ended = 0] = named
  await expect.poll(() => isRunning(ended)).toBe(false)
  const began = performance.now()
  await expect(killAll(() => [ended], 300)).rejects.toMatchObject({
    code: 'broken',
    message: `Process ${ended} of a step does not end, not even after SIGKILL.`,
    hint: `ps -o pid,stat,wchan:32,args -p ${ended}`,
  })
  expect(performance.now() - began).toBeLessThan(3000)
})
