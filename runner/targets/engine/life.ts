import { setTimeout as sleep } from 'node:timers/promises'
import type { Words } from '../../../playbooks/model/text.ts'
import { observeEngine } from '../../checks/engine/observe.ts'
import { engineAt } from '../../checks/look/engine.ts'
import { RunnerError } from '../../errors.ts'
import type { Endpoint } from './endpoint.ts'

/** How many pings in a row must fail before an engine counts as gone: a busy one may miss some. */
const misses = 3
const betweenMs = 500

/** Why the engine does not answer; undefined when it does. */
const silence = async ({ at }: Endpoint): Promise<Words | undefined> => {
  const seen = await observeEngine(engineAt(at))
  if (seen.kind !== 'state' || seen.state === 'answers') return undefined
  return seen.detail ?? { en: 'it is silent', 'zh-cn': '无响应' }
}

/** Throws RunnerError('blocked') that names the engine when it does not answer now. */
export const needAnswer = async (endpoint: Endpoint): Promise<void> => {
  const why = await silence(endpoint)
  if (why === undefined) return
  const { host, namedBy, hint } = endpoint
  const message = {
    en: `No Docker engine answers at ${host} (${namedBy.en}): ${why.en}.`,
    'zh-cn': `${host}（${namedBy['zh-cn']}）上没有 Docker 引擎响应：${why['zh-cn']}。`,
  }
  throw new RunnerError('blocked', message, { hint })
}

/** Whether the engine has gone: it misses several pings in a row. */
export const isGone = async (endpoint: Endpoint): Promise<boolean> => {
  for (let missed = 0; missed < misses; missed += 1) {
    if (missed > 0) await sleep(betweenMs)
    if ((await silence(endpoint)) === undefined) return false
  }
  return true
}
