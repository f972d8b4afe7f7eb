import { basename, dirname, join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { holderOf, waitForLock } from '../../host/lock.ts'
import type { MachineFiles } from './files.ts'

const withinMs = 300_000
const everyMs = 100

/** Does something with a VM under its lock. Waits up to five minutes, then throws RunnerError('busy'). */
export const exclusively = async <T>(files: MachineFiles, act: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
  const path = lockPath(files)
  const what = process.argv.slice(2).join(' ')
  const lock = await waitForLock(path, { what, everyMs, withinMs, ...(signal === undefined ? {} : { signal }) })
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
  const who = holder === undefined ? 'unknown' : `process ${holder.pid}, ${holder.what}`
  return new RunnerError('busy', `Another process is working on this VM: ${who}.`, { hint: 'boot2docker poweroff' })
}
