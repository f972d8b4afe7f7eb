import { readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeReaderHome } from '../../../../runner/targets/lab/environment.ts'
import { lab } from '../../../../runner/targets/lab/lab.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

test('the reader’s home has the programs that the lab says it brings, and the client’s plugins', async () => {
  const folder = temporaryFolder()
  const [docker, compose] = ['docker', 'docker-compose'].map((name) => join(folder, name))
  for (const file of [docker, compose]) writeFileSync(file ?? '', '#!/bin/sh\n', { mode: 0o755 })
  const client = { docker: docker ?? '', plugins: { 'docker-compose': compose ?? '' }, versions: {} }
  const { home, env } = await makeReaderHome(join(folder, 'reader'), { client })
  const bin = env['PATH']?.split(':')[0] ?? ''
  expect([...(lab.programs ?? [])].filter((name) => !readdirSync(bin).includes(name))).toEqual([])
  expect(readlinkSync(join(bin, 'docker'))).toBe(docker)
  expect(readlinkSync(join(home, '.docker/cli-plugins/docker-compose'))).toBe(compose)
})
