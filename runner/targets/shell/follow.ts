import { type FSWatcher, watch } from 'node:fs'
import type { ExecOptions } from '../../contract/session.ts'
import type { StepFiles } from './step-files.ts'
import { openTail, sizeWithout, sizeWithoutStart } from './tail.ts'

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
    stderr: stderr.read(notOurs === '' ? undefined : sizeWithoutStart(files.stderr, notOurs)),
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
      try {
        return { stdout: stdout.read(), stderr: stderr.read(sizeWithout(files.stderr, notOurs)) }
      } finally {
        stdout.close()
        stderr.close()
      }
    },
  }
}

/**
 * Calls back soon after something in a folder was written, and once when the step proves to be a longer one. What goes
 * wrong meanwhile, such as too many open files, only delays the output: the step's last read reports it.
 */
const whenWritten = (folder: string, onWritten: () => unknown): (() => void) => {
  let watcher: FSWatcher | undefined
  let timer: NodeJS.Timeout | undefined
  const callBackIn = (ms: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      try {
        watcher ??= watch(folder, () => callBackIn(gatherMs)).on('error', () => undefined)
        onWritten()
      } catch {
        // Tried again when more is written, and at the end.
      }
    }, ms)
  }
  callBackIn(shortMs)
  return () => {
    clearTimeout(timer)
    watcher?.close()
  }
}
