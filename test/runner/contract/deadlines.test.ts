import { expect, test } from 'vitest'
import { deadlines } from '../../../runner/contract/deadlines.ts'
import { deathNoticeMs } from '../../../runner/core/step.ts'

test('each deadline ends well before the one around it, so that the innermost speaks first', () => {
  const { connect, answer, look, probe, observation, reaction } = deadlines
  const nested = [connect, answer, look, probe, observation, observation + deathNoticeMs.broken, reaction]
  for (const [index, inner] of nested.slice(0, -1).entries())
    expect((nested[index + 1] ?? 0) - inner).toBeGreaterThanOrEqual(1000)
})
