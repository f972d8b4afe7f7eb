import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { catalogue } from '../../fixtures/guides.ts'
import { shipshapeHere } from '../../fixtures/in-process.ts'
import { inTerminal } from '../../fixtures/in-terminal.ts'
import type { Ended } from '../../fixtures/process.ts'

const shipshape = (...args: readonly string[]): Promise<Ended> =>
  shipshapeHere(args, { SHIPSHAPE_STATE: temporaryFolder() }, catalogue)

const token = 'mytoken-0123456789'

const fileWith = (text: string): string => {
  const path = join(temporaryFolder(), 'token')
  writeFileSync(path, text)
  return path
}

test('inputs are given by flags, a secret by a file', async () => {
  const path = fileWith(`${token}\n`)
  const { code, stdout } = await shipshape(
    'run',
    'asking',
    '--input',
    'user=moby',
    '--input',
    `token=@${path}`,
    '--json',
  )
  expect(code).toBe(0)
  expect(stdout).toContain(String.raw`hello moby\n`)
  expect(stdout).toContain('"text":"‹token›"')
  expect(stdout).not.toContain(token)
})

test('without a terminal, the lab uses its defaults', async () => {
  const { code, stdout } = await shipshape('run', 'asking', '--json')
  expect([code, stdout.includes(String.raw`hello gordon\n`)]).toEqual([0, true])
})

test('`verify` gives inputs to the guides that ask for them', async () => {
  const { code, stdout } = await shipshape('verify', 'good', 'asking', '--input', 'user=moby', '--json')
  expect([code, stdout.includes(String.raw`hello moby\n`)]).toEqual([0, true])
})

test.for([
  ['no value', ['--input', 'user'], '“--input user” gives no value.', 'Write --input NAME=VALUE.'],
  [
    'a secret as an argument',
    ['--input', `token=${token}`],
    '“token” is a secret, which must not be typed as an argument.',
    'Name a file that contains it: --input token=@FILE; or leave it out and type it when asked.',
  ],
  [
    'a file that does not exist',
    ['--input', 'token=@/nowhere/token'],
    "The file of --input token cannot be read: ENOENT: no such file or directory, open '/nowhere/token'.",
    'Name a file that exists, after the “@”.',
  ],
  ['an unknown name', ['--input', 'usr=moby'], 'The guide “asking” does not ask for “usr”.', 'Did you mean “user”?'],
  [
    'a value that does not match',
    ['--input', 'user=M'],
    '“M” is not valid for “Your user name”.',
    'The value must match [a-z]{4,30}.',
  ],
] as const)('%s is refused', async ([, flags, what, hint]) => {
  const { code, stderr } = await shipshape('run', 'asking', ...flags)
  expect([code, stderr]).toEqual([64, `${what}\n${hint}\n`])
  expect(stderr).not.toContain(token)
})

test('in a terminal it asks, hides a secret, and asks again after a value that is not valid', async () => {
  const { exitCode, said } = await inTerminal(
    ['test/fixtures/cli.ts', 'run', 'asking'],
    [
      ['Your user name: (gordon)', 'M\r'],
      ['This must match [a-z]{4,30}.', 'moby\r'],
      ['Your token:', `${token}\r`],
    ],
    { SHIPSHAPE_STATE: temporaryFolder(), NO_COLOR: '1' },
  )
  expect(exitCode).toBe(0)
  expect(said).toContain('Your token: (<default hidden>)')
  expect(said).not.toContain(token)
})

test('Ctrl-C at a question runs nothing', async () => {
  const { exitCode, said } = await inTerminal(
    ['test/fixtures/cli.ts', 'run', 'asking'],
    [['Your user name:', '\x03']],
    { SHIPSHAPE_STATE: temporaryFolder(), NO_COLOR: '1' },
  )
  expect([exitCode, said.includes('Nothing was run.')]).toEqual([130, true])
})
