/**
 * Runs a guide on a disk with ever more room, and then with enough: `node on-full-disk.ts FOLDER PAGES`. Prints a line
 * of JSON for each.
 */
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, sh } from '../../../playbooks/model/index.ts'
import { RunnerError } from '../../../runner/errors.ts'
import { concludeOrphans, listRuns } from '../../../runner/runs/index.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import { startHere } from '../../fixtures/runs.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

const [disk = '', pages = '0'] = process.argv.slice(2)
const filler = join(disk, 'filler')
const state = join(disk, 'state')

/** Leaves this number of pages of the disk. */
const fill = (free: number): void => {
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(filler, Buffer.alloc(Math.max(0, (bavail - free) * bsize)))
}

const target = { ...scriptedTarget(), keepsWhatStepsMade: true } as const

/** Much output, so that the disk is full at a later event. */
const playbook = playbookOf(make('one'), make('two', { action: run(sh`seq 2000; touch two`) }))

const attempt = async (): Promise<object> => {
  const notes: string[] = []
  try {
    const onNote = ({ what }: { readonly what: { readonly en: string } }): void => void notes.push(what.en)
    const { finished } = await startHere(state, playbook, { target, onNote })
    const { status, why } = await finished
    return { status, why: why?.en, notes }
  } catch (error) {
    if (!(error instanceof RunnerError)) return { bug: String(error), cause: String((error as Error).cause) }
    return { code: error.code, message: error.message, hint: error.hint, notes }
  }
}

for (let free = 0; free <= Number(pages); free += 1) {
  rmSync(state, { recursive: true, force: true })
  fill(free)
  const full = await attempt()
  const listed = await listRuns(state)
  rmSync(filler)
  const concluded = await concludeOrphans(state)
  const after = await attempt()
  const list = await listRuns(state)
  const statuses = (runs: typeof listed): readonly string[] => runs.map(({ status }) => status)
  const line = { free, full, listed: statuses(listed), concluded: concluded.length, after, list: statuses(list) }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
