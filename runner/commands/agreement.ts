import { read } from 'read'
import type { Target } from '../contract/target.ts'
import { RunnerError } from '../errors.ts'
import { isTerminal } from './inputs.ts'

/**
 * Asks in the terminal before a guide uses an engine that holds things of the reader. Throws
 * RunnerError('cancelled') when they do not agree and, where nobody can be asked, RunnerError('blocked').
 */
export const askAgreement = async (target: Target, isGiven: boolean): Promise<void> => {
  const held = isGiven ? undefined : await target.holds?.()
  if (held === undefined) return
  if (!isTerminal()) throw new RunnerError('blocked', held, { hint: 'Run it again with --yes, or with --target lab.' })
  if (!(await agrees(held.en)))
    throw new RunnerError('cancelled', 'Nothing was run.', { hint: 'Run it with --target lab, in a VM of its own.' })
}

const agrees = async (what: string): Promise<boolean> => {
  try {
    return /^y(es)?$/i.test(await read({ prompt: `${what}\nUse it? [y/N]`, output: process.stderr }))
  } catch {
    return false // Ctrl-C
  }
}
