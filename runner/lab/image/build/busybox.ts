import { join } from 'node:path'
import { execa } from 'execa'
import { RunnerError } from '../../../errors.ts'

/** The guest's own busybox, run on the host: a static program that is there whenever an image is built. */
export interface Busybox {
  /** Names of all programs in it. */
  applets(): Promise<readonly string[]>
  /** Unpacks `.xz` files in place: `a.ko.xz` becomes `a.ko`. */
  unxz(files: readonly string[]): Promise<void>
  /** Writes modules.dep and modules.alias for `root`/lib/modules/`release`. */
  depmod(root: string, release: string): Promise<void>
}

export const busyboxOf = (tree: string, signal: AbortSignal): Busybox => {
  const run = async (args: readonly string[]): Promise<string> => {
    const answer = await execa(join(tree, 'usr/bin/busybox'), args, { stdin: 'ignore', reject: false, cancelSignal: signal })
    signal.throwIfAborted()
    if (answer.exitCode === 0) return answer.stdout
    throw new RunnerError('broken', `“busybox ${args.slice(0, 1).join('')}” failed: ${answer.stderr}`, {
      hint: 'Build the image on a computer with the same kind of processor.',
      cause: answer,
    })
  }
  return {
    applets: async () => (await run(['--list'])).split('\n'),
    unxz: async (files) => {
      await run(['unxz', ...files])
    },
    depmod: async (root, release) => {
      await run(['depmod', '-b', root, release])
    },
  }
}
