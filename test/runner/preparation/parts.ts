import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { alike } from '../../../playbooks/model/index.ts'
import { RunnerError } from '../../../runner/errors.ts'
import type { Part, PartWork } from '../../../runner/preparation/part.ts'

export interface FilePart {
  /** The folder in which the part is one file. */
  readonly folder: string
  readonly id: string
  readonly after?: readonly string[]
  /** Waited for in the middle of making it. */
  readonly until?: () => Promise<unknown>
  /** Fails in the middle while this says so. */
  readonly fails?: () => string | undefined
  readonly onMake?: () => void
}

const unlessAborted = (until: Promise<unknown>, signal: AbortSignal): Promise<unknown> =>
  Promise.race([
    until,
    new Promise((_, reject) =>
      signal.aborted
        ? reject(new Error('aborted'))
        : signal.addEventListener('abort', () => reject(new Error('aborted'))),
    ),
  ])

/** A part that is a file: written beside its place, and moved there when it is whole, as the real ones are. */
export const filePart = ({ folder, id, after = [], until, fails, onMake }: FilePart): Part => {
  const path = join(folder, id.replaceAll('/', '-'))
  const make = async ({ progress, signal }: PartWork): Promise<void> => {
    onMake?.()
    await mkdir(folder, { recursive: true })
    await writeFile(`${path}.draft`, 'half')
    try {
      progress({ text: alike(`writing ${id}`), done: 1, total: 2, unit: 'steps' })
      await unlessAborted(until?.() ?? Promise.resolve(), signal)
      const failure = fails?.()
      if (failure !== undefined) throw new RunnerError('blocked', alike(failure), { hint: alike(`fix-${id}`) })
      await rename(`${path}.draft`, path)
    } finally {
      await rm(`${path}.draft`, { force: true })
    }
  }
  return {
    id,
    title: alike(id.toUpperCase()),
    after,
    find: () => Promise.resolve(existsSync(path) ? 'ready' : 'missing'),
    make,
  }
}
