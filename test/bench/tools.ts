import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findProgram, searchPlaces } from '../../runner/setup/probe.mjs'
import type { Runnable } from './measure.ts'

/** The same work for each tool: a script of `steps` steps, every one of them a `/bin/true`. */
export type ForSteps = (steps: number) => Promise<Runnable>

const root = join(import.meta.dirname, '../..')
const script = async (path: string, text: string): Promise<string> => {
  await writeFile(path, text)
  await chmod(path, 0o755)
  return path
}

/** Its imports are as fast as those of the program itself. */
export const ours = (): ForSteps => (steps) =>
  Promise.resolve({ program: process.execPath, args: [join(import.meta.dirname, 'fifty.mjs'), String(steps)] })

/** Starts a process each time, like a reader's command; the builtin `true` would measure nothing. */
export const bash =
  (folder: string): ForSteps =>
  async (steps) => ({
    program: 'bash',
    args: [await script(join(folder, `bash-${steps}.sh`), '/bin/true\n'.repeat(steps))],
  })

/** zx's imports are found from a folder inside the checkout. */
export const zx =
  (folder: string): ForSteps =>
  async (steps) => {
    const text = `import { $ } from ${JSON.stringify(join(root, 'node_modules/zx/build/index.js'))}\n${'await $`/bin/true`\n'.repeat(steps)}`
    return { program: process.execPath, args: [await script(join(folder, `zx-${steps}.mjs`), text)] }
  }

const cramProgram = findProgram(['cram', 'cram3'], searchPlaces(process.env))

/** undefined where cram is not installed. */
export const cram = (folder: string): ForSteps | undefined => {
  if (cramProgram === undefined) return undefined
  return async (steps) => ({
    program: cramProgram,
    args: ['--quiet', await script(join(folder, `cram-${steps}.t`), '  $ /bin/true\n'.repeat(steps))],
  })
}
