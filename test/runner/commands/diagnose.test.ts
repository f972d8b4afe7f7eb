import { expect, test } from 'vitest'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { shipshapeHere } from '../../fixtures/in-process.ts'
import type { Ended } from '../../fixtures/process.ts'
import { fakeEngine } from '../diagnose/fake-engine.ts'

const diagnose = (dockerHost: string, ...words: readonly string[]): Promise<Ended> =>
  shipshapeHere(['diagnose', ...words], {
    HOME: temporaryFolder(),
    DOCKER_HOST: dockerHost,
    DOCKER_TLS_VERIFY: undefined,
    DOCKER_CERT_PATH: undefined,
  })

test('a computer on which nothing is wrong exits 0', async () => {
  expect(await diagnose(await fakeEngine())).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Nothing is wrong') as string,
  })
})

test('a cause that is found exits 1, with one command that fixes it', async () => {
  const { code, stdout } = await diagnose('unix:///nowhere.sock')
  expect(code).toBe(1)
  expect(stdout).toContain('Run this: unset DOCKER_HOST')
})

test('the error itself can be given, and the answer be read by a program', async () => {
  const { code, stdout } = await diagnose(
    await fakeEngine(),
    "pull access denied for ununtu, repository does not exist or may require 'docker login'",
    '--json',
  )
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject([
    { symptom: 'pull-denied', cause: 'misspelled', fix: 'docker search ununtu' },
  ])
})

test('a client that leads nowhere is printed as JSON in the same shape as any other cause', async () => {
  const keysOf = async (dockerHost: string): Promise<readonly string[]> => {
    const { code, stdout } = await diagnose(dockerHost, 'cannot-connect', '--json')
    expect(code).toBe(1)
    return Object.keys((JSON.parse(stdout) as readonly object[])[0] ?? {}).filter((key) => key !== 'step')
  }
  expect(await keysOf('npipe:////./pipe/docker_engine')).toEqual(await keysOf('unix:///nowhere.sock'))
  const { code, stdout } = await diagnose('npipe:////./pipe/docker_engine')
  expect([code, stdout]).toEqual([1, expect.stringContaining('Run this: docker context use default')])
})

test('an unknown symptom exits 64 and suggests the nearest', async () => {
  expect(await diagnose('unix:///nowhere.sock', 'canot-connect')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('Did you mean “cannot-connect”?') as string,
  })
})
