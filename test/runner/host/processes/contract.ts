import { expect, test } from 'vitest'
import { isStillThere, type ProcessTable } from '../../../../runner/host/processes/index.ts'

/** What is known of the processes that a table is asked about, by other means than the table. */
export interface Known {
  readonly table: ProcessTable
  /** It lives, and is the child of `parent` in a group of its own. */
  readonly living: {
    readonly pid: number
    readonly parent: number
    readonly user: number
    readonly name: string
    /** All of its command line; none has a blank. */
    readonly words: readonly string[]
    /** It began between the two, give or take two seconds. */
    readonly sinceMs: number
    readonly untilMs: number
    /** An entry of its environment that no other has. */
    readonly entry: string
    /** A TCP port on which it listens. */
    readonly port: number
  }
  /** It was stopped by a signal. */
  readonly stopped: number
  /** It has ended, but its parent has not asked how. */
  readonly zombie: number
  /** No process has this number. */
  readonly nobody: number
  /** Nobody listens there. */
  readonly silentPort: number
}

/** What each process table promises, whatever its source. `open` is called by each test. */
export const keepsTheContract = (open: () => Known | Promise<Known>): void => {
  test('a process that lives is found with its parent, group, user, start and words', async () => {
    const { table, living } = await open()
    const found = table.find(living.pid)
    expect(found).toMatchObject({ pid: living.pid, parent: living.parent, group: living.pid, user: living.user })
    expect(found?.words).toEqual(living.words)
    expect(found?.startedMs).toBeGreaterThanOrEqual(living.sinceMs - 2100)
    expect(found?.startedMs).toBeLessThanOrEqual(living.untilMs + 2100)
  })

  test('a process that was stopped is distinguished from one that runs', async () => {
    const { table, living, stopped } = await open()
    expect([living.pid, stopped].map((pid) => table.find(pid)?.isStopped)).toEqual([false, true])
  })

  test('the list has it once, as it is found alone', async () => {
    const { table, living } = await open()
    expect(table.list().filter(({ pid }) => pid === living.pid)).toEqual([table.find(living.pid)])
  })

  test('the dead are in no answer: a zombie, and a number that nobody has', async () => {
    const { table, zombie, nobody } = await open()
    expect([zombie, nobody].map((pid) => table.find(pid))).toEqual([undefined, undefined])
    expect(table.list().filter(({ pid }) => pid === zombie || pid === nobody)).toEqual([])
    expect(table.nameOf(nobody)).toBeUndefined()
  })

  test('a program’s name has no folders', async () => {
    const { table, living } = await open()
    expect(table.nameOf(living.pid)).toBe(living.name)
  })

  test('a process is known again by its start and a word, and a stranger of its number is not', async () => {
    const { table, living } = await open()
    const startTime = table.find(living.pid)?.startTime ?? ''
    const known = { processId: living.pid, startTime, marker: living.words.at(-1) ?? '' }
    expect(isStillThere(table, known)).toBe(true)
    expect(isStillThere(table, { ...known, startTime: 'another' })).toBe(false)
    expect(isStillThere(table, { ...known, marker: `${known.marker}x` })).toBe(false)
  })

  test('whoever carries an entry of the environment is found by the whole of it', async () => {
    const { table, living } = await open()
    expect(table.carrying(living.entry)).toEqual([living.pid])
    expect(table.carrying(living.entry.slice(0, -1))).toEqual([])
    expect(table.carrying(living.entry.slice(1))).toEqual([])
  })

  test('a port is known by who listens on it', async () => {
    const { table, living, silentPort } = await open()
    expect(table.listenerOn(living.port)).toEqual({ pid: living.pid, name: living.name })
    expect(table.listenerOn(silentPort)).toBeUndefined()
  })
}
