import { RunnerError } from '../../../errors.ts'
import { runLong } from '../../../host/long-program.ts'
import { sourceDateEpoch } from './recipe.ts'

const hint = 'sudo apt-get install squashfs-tools'

/**
 * Packs a folder as a read-only file system, owned by root. Nothing is compressed: disk space is cheap, decompressing
 * in an emulated guest is slow. The same folder gives the same bytes.
 */
export const packRoot = async (folder: string, file: string, signal: AbortSignal): Promise<void> => {
  const date = `${sourceDateEpoch}`
  const plain = ['-noI', '-noD', '-noF', '-noX', '-no-fragments']
  const same = ['-all-root', '-no-xattrs', '-mkfs-time', date, '-all-time', date]
  const args = [folder, file, ...plain, ...same, '-noappend', '-no-progress', '-quiet']
  const answer = await runLong('mksquashfs', args, {
    ...{ hint, signal },
    // mksquashfs refuses the options above beside this variable.
    env: { SOURCE_DATE_EPOCH: undefined },
  })
  if (answer.exitCode === 0) return
  throw new RunnerError('broken', `The root could not be packed: ${answer.stderr}`, {
    hint: 'Check whether the disk is full: df -h',
    cause: answer,
  })
}
