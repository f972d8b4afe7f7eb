import { expect, test } from 'vitest'
import { jobFor, toRun } from '../../../runner/setup/jobs.mjs'

const toTest = [...toRun, 'own-client']

test.each([
  [[], [...toTest, 'browser', 'lab-tests']],
  [['check'], []],
  [['fast'], toTest],
  [['check', '--results', 'lab'], []],
  [['related'], [...toTest, 'browser', 'lab-tests']],
  [
    ['check', 'lab'],
    [...toTest, 'browser', 'lab-tests'],
  ],
])('npm test -- %j needs %j', (args, uses) => {
  expect([...(jobFor('test', args)?.uses ?? [])]).toEqual(uses)
})

test('each job is handed its arguments', () => {
  expect(jobFor('verify', ['boot2docker', '--json'])?.command).toEqual([
    'runner/bin/shipshape.mjs',
    'verify',
    'boot2docker',
    '--json',
  ])
  expect(jobFor('start', ['--no-open'])?.command).toEqual(['runner/bin/shipshape.mjs', 'serve', '--no-open'])
  expect(jobFor('stop', [])).toBeUndefined()
})

test('reading needs nothing that is not in npm’s packages; a job that runs guides has all of it first', () => {
  const needs = (name: string, args: readonly string[] = []): object => {
    const { uses, lab, site } = jobFor(name, args) ?? {}
    return { uses: [...(uses ?? [])], lab, site }
  }
  expect(needs('start')).toEqual({ uses: [], lab: false, site: true })
  expect(needs('verify')).toEqual({ uses: toRun, lab: true, site: false })
  expect(needs('bench')).toEqual({ uses: [...toRun, 'comparison'], lab: true, site: false })
  expect(needs('bench', ['--timeline'])).toEqual({ uses: [], lab: false, site: false })
})
