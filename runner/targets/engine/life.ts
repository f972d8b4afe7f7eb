import { setTimeout as sleep } from 'node:timers/promises'
import { engineAt } from '../../checks/look/engine.ts'
import { deadlines } from '../../contract/deadlines.ts'
import { RunnerError } from '../../errors.ts'
import { troubleWith } from './answer.ts'
import type { Endpoint } from './endpoint.ts'
import { troubleText } from './trouble-text.ts'

/** How many pings in a row must fail before an engine counts as gone: a busy one may miss some. */
const misses = 3
const betweenMs = 500

/** Throws RunnerError('blocked') that names what is wrong with the engine when it does not answer now. */
export const needAnswer = async (endpoint: Endpoint): Promise<void> => {
  const found = await troubleWith(engineAt(endpoint.at))
  if (found === undefined) return
  const { what, hint } = troubleText(found.trouble, found.detail, endpoint)
  throw new RunnerError('blocked', what, { hint })
}

/** How often an engine is pinged during a run. Each ping through ssh is a login. Milliseconds. */
export const pulseMs = ({ at }: Endpoint): number => (at.kind === 'ssh' ? 10_000 : 2000)

/** One ping; milliseconds. */
const pingMs = ({ at }: Endpoint): number => (at.kind === 'ssh' ? deadlines.answer : deadlines.connect)

/** Whether the engine misses a ping. */
export const missesPing = async (endpoint: Endpoint): Promise<boolean> =>
  (await troubleWith(engineAt(endpoint.at, pingMs(endpoint)))) !== undefined

/** Whether the engine has gone: it misses several pings in a row. */
export const isGone = async (endpoint: Endpoint): Promise<boolean> => {
  for (let missed = 0; missed < misses; missed += 1) {
    if (missed > 0) await sleep(betweenMs)
    if (!(await missesPing(endpoint))) return false
  }
  return true
}
