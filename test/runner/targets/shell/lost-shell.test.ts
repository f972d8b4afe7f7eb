import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { processesOf } from '../../../fixtures/living.ts'
import { openForTest } from './living-shell.ts'

const lost = {
  code: 'broken',
  message: 'This command or an earlier one has changed the shell so that it no longer reports how a command ends.',
}

describe('a step that keeps the shell from reporting breaks the run, and the next one has a new shell:', () => {
  test.each([
    'builtin() { echo mine; }',
    'enable -n printf',
    'enable -n builtin',
    'enable -n read',
    'ulimit -n 3',
    'set -r',
    'unset PROMPT_COMMAND',
    'PROMPT_COMMAND=()',
    'PROMPT_COMMAND=(true true)',
    "shopt -s extdebug; trap 'false' DEBUG",
    "alias until='echo mine' do='echo mine'",
  ])('%s', async (line) => {
    const { exec, said } = openForTest()
    await exec('kept=1')
    await expect(exec(line, { deadlineMs: 5000 })).rejects.toMatchObject(lost)
    expect(await said('echo "[$kept]"; (exit 3)')).toEqual([3, '[]\n', ''])
  })
})

test.each(['exec() { echo mine; }; command() { echo mine; }', 'enable -n exec'])(
  'a step is not executed in a shell that cannot open its files: %s',
  async (line) => {
    const { exec, said } = openForTest()
    expect(await said(line)).toEqual([0, '', ''])
    await expect(exec('touch never', { deadlineMs: 5000 })).rejects.toMatchObject(lost)
    expect((await said('ls never'))[0]).toBe(2)
  },
)

describe('a shell whose input ends, ends with that step, and the next step is executed:', () => {
  test.each([
    ['exec 0<&-', 0, ''],
    ['exec </dev/null', 0, ''],
    ["printf 'echo read\\nfalse\\n' >lines; exec <lines", 1, 'read\n'],
  ])('%s', async (line, exitCode, stdout) => {
    const { exec, said } = openForTest()
    expect(await exec(line)).toMatchObject({ exitCode, stdout, stderr: 'exit\n', ended: 'by-itself', endedShell: true })
    expect(await said('echo two; (exit 3)')).toEqual([3, 'two\n', ''])
  })
})

test('a program that waits for input and ignores Ctrl-C has asked for it, and is no lost shell', async () => {
  expect(await openForTest().exec("trap '' INT; read x")).toMatchObject({ exitCode: null, ended: 'asked' })
})

test('a shell whose run folder was deleted ends: no step can come to it any more', { timeout: 30_000 }, async () => {
  const { folder, said } = openForTest()
  expect(await said('echo one')).toEqual([0, 'one\n', ''])
  rmSync(folder, { recursive: true, force: true })
  await expect.poll(() => processesOf(folder), { timeout: 15_000 }).toEqual([])
})
