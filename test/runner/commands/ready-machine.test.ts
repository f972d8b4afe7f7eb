import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { withReadyMachine } from '../../../runner/commands/lab/ready-machine.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

/** Runs a command behind a boot2docker that does what this script says. */
const runBehind = (script: string): { readonly code: number | null; readonly out: string } => {
  const bin = temporaryFolder()
  writeFileSync(join(bin, 'boot2docker'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  const [file = '', ...args] = withReadyMachine(['sh', '-c', 'echo "$DOCKER_HOST"'])
  const env = { PATH: [bin, process.env['PATH']].join(delimiter) }
  const { status, stdout } = spawnSync(file, args, { env, encoding: 'utf8' })
  return { code: status, out: stdout }
}

test('a command begins with the variables of the ready VM', () => {
  const script = `[ "$1" = up ] && echo 'Started.' || echo 'export DOCKER_HOST=tcp://192.168.59.103:2376'`
  expect(runBehind(script)).toEqual({ code: 0, out: 'tcp://192.168.59.103:2376\n' })
})

test.each(['up', 'shellinit'])('no command is run when “%s” fails: it would reach another engine', (failing) => {
  expect(runBehind(`[ "$1" != ${failing} ]`)).toEqual({ code: 1, out: '' })
})
