import { expect, test } from 'vitest'
import { jobFor } from '../../../runner/setup/jobs.mjs'

const toRun = ['machine', 'image', 'client']

test.each([
  [[], [...toRun, 'browser', 'shells']],
  [['check'], []],
  [['fast'], toRun],
  [['check', 'lab'], [...toRun, 'browser', 'shells']],
])('npm test -- %j needs %j', (args, uses) => {
  expect([...(jobFor('test', args)?.uses ?? [])]).toEqual(uses)
})

test('each job is handed its arguments', () => {
  expect(jobFor('verify', ['boot2docker', '--json'])?.command).toEqual(['runner/bin/shipshape.mjs', 'verify', 'boot2docker', '--json'])
  expect(jobFor('start', ['--no-open'])?.command).toEqual(['runner/bin/shipshape.mjs', 'serve', '--no-open'])
  expect(jobFor('stop', [])).toBeUndefined()
})
