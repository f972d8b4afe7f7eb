import { spawn } from 'node:child_process'
import { constants } from 'node:os'

export interface Where {
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  /** Gets the output, which otherwise goes to this process's streams. */
  readonly onOutput?: (text: string) => void
}

const signalCode = (signal: NodeJS.Signals | null): number => 128 + (signal === null ? 1 : constants.signals[signal])

/** A signal has stopped this process: nothing more is to be run. */
export class Stopped extends Error {
  readonly exitCode: number

  constructor(signal: NodeJS.Signals) {
    super(`Stopped by ${signal}.`)
    this.exitCode = signalCode(signal)
  }
}

/**
 * Runs one of our tools on this Node with our own streams, and ends it, with all its descendants in its group, when its
 * time is over. Returns its exit code; 124 after a timeout, like timeout(1).
 * Throws `Stopped` when this process is asked to stop meanwhile.
 */
export const runWithin = (withinMs: number, args: readonly string[], { root, env, onOutput }: Where): Promise<number> =>
  new Promise((resolve, reject) => {
    const stream = onOutput === undefined ? 'inherit' : 'pipe'
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', stream, stream], detached: true })
    child.stdout?.setEncoding('utf8').on('data', (text: string) => onOutput?.(text))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => onOutput?.(text))
    let isOver = false
    let stopped: NodeJS.Signals | undefined
    const end = (signal: NodeJS.Signals): void => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal)
    }
    const timer = setTimeout(() => {
      isOver = true
      console.error(`Still running after ${Math.round(withinMs / 60_000)} min; ended.`)
      end('SIGTERM')
      setTimeout(() => end('SIGKILL'), 10_000).unref()
    }, withinMs)
    const pass = (signal: NodeJS.Signals): void => {
      stopped = signal
      end(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
    for (const signal of signals) process.once(signal, pass)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      for (const name of signals) process.off(name, pass)
      if (stopped === undefined) resolve(isOver ? 124 : (code ?? signalCode(signal)))
      else reject(new Stopped(stopped))
    })
  })
