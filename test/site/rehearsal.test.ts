import { expect, test } from 'vitest'
import { boot2docker } from '../../playbooks/boot2docker.ts'
import { executeHere, whyOf } from '../fixtures/execute.ts'
import { truthfulTarget } from './support/truthful-target.ts'

test('the rehearsal that the browser tests run says what the guide promises', async () => {
  const done = await executeHere(boot2docker, { target: truthfulTarget(boot2docker) })
  expect(
    done.report.steps.flatMap(({ id, status }) => (status === 'passed' ? [] : [[id, status, whyOf(done, id)]])),
  ).toEqual([])
  expect(done.report.status).toBe('passed')
})
