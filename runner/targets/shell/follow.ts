import { watch } from 'node:fs'
import type { ExecOptions } from '../../contract/session.ts'
import type { StepFiles } from './step-files.ts'
import { openTail, sizeWithout } from './tail.ts'

/** A step that ends sooner is only read once. Milliseconds. */
const shortMs = 10
/** How long output is collected before it is read. Milliseconds. */
const gatherMs = 20

/** Follows the output of a running step. */
export interface Following {
  /** How much has been written to both streams. */
  written(): number
  isUnfinished(): boolean
  /** Reads what is left and stops. Returns how long each file is. */
  stop(): { readonly stdout: number; readonly stderr: number }
}

/**
 * Reads a step's files whenever the system says that something was written. Where the last that was written to standard
 * error is `notOurs`, it is left out.
 */
export const followFiles = (files: StepFiles, onOutput: ExecOptions['onOutput'], notOurs: string): Following => {
  const stdout = openTail(files.stdout, (text, offset) => onOutput('stdout', text, offset))
  const stderr = openTail(files.stderr, (text, offset) => onOutput('stderr', text, offset))
  const read = (): { readonly stdout: number; readonly stderr: number } => ({
    stdout: stdout.read(),
    stderr: stderr.read(),
  })
  const stopWatching = whenWritten(files.folder, read)
  return {
    written: () => {
      const sizes = read()
      return sizes.stdout + sizes.stderr
    },
    isUnfinished: () => stdout.isUnfinished() || stderr.isUnfinished(),
    stop: () => {
      stopWatching()
      const sizes = { stdout: stdout.read(), stderr: stderr.read(sizeWithout(files.stderr, notOurs)) }
      stdout.close()
      stderr.close()
      return sizes
    },
  }
}

/** Calls back soon after something in a folder was written, and once when the step proves to be a longer one. */
const whenWritten = (folder: string, onWritten: () => unknown): (() => void) => {
  let stopWatching = (): void => undefined
  let timer: NodeJS.Timeout | undefined = setTimeout(() => {
    timer = undefined
    const watcher = watch(folder, () => {
      timer ??= setTimeout(() => {
        timer = undefined
        onWritten()
      }, gatherMs)
    })
    stopWatching = () => watcher.close()
    onWritten()
  }, shortMs)
  return () => {
    clearTimeout(timer)
    stopWatching()
  }
}
