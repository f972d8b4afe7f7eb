import { basename, dirname, join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { type Holder, holderOf, waitForLock } from '../../host/lock.ts'
import type { MachineFiles } from './files.ts'

const withinMs = 300_000
const everyMs = 100

export interface Waiting {
  readonly signal?: AbortSignal
  /** Called once when another process works on the VM, with its description. */
  readonly onHeld?: (who: string) => void
}

/** Does something with a VM under its lock. Waits up to five minutes, then throws RunnerError('busy'). */
export const exclusively = async <T>(
  files: MachineFiles,
  act: () => Promise<T>,
  { signal, onHeld }: Waiting = {},
): Promise<T> => {
  const path = lockPath(files)
  const what = process.argv.slice(2).join(' ')
  const describeHolder = (): void => void holderOf(path).then((holder) => onHeld?.(describe(holder)))
  const lock = await waitForLock(path, {
    ...{ what, everyMs, withinMs, onHeld: describeHolder },
    ...(signal === undefined ? {} : { signal }),
  })
  if (lock === undefined) throw await busy(path)
  try {
    return await act()
  } finally {
    lock.release()
  }
}

/** Beside the VM’s folder, which comes and goes. */
const lockPath = ({ folder }: MachineFiles): string => join(dirname(folder), '.locks', `${basename(folder)}.lock`)

const busy = async (path: string): Promise<RunnerError> => {
  const holder = await holderOf(path)
  return new RunnerError('busy', `Another process is working on this VM: ${describe(holder)}.`, {
    hint: holder === undefined ? 'boot2docker status' : `ps -fp ${holder.pid}`,
  })
}

const describe = (holder: Holder | undefined): string =>
  holder === undefined ? 'unknown' : `process ${holder.pid}, ${holder.what}`
