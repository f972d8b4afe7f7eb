import { describe, expect, test } from 'vitest'
import { openForTest } from './living-shell.ts'

describe('what the runner types at the prompt is seen by no step:', () => {
  test('under set -v, which shows each line as it is read', async () => {
    const pieces: string[] = []
    const { exec, said } = openForTest()
    const onOutput = (_stream: string, text: string): void => void pieces.push(text)
    expect(await exec('set -v; echo one', { onOutput })).toMatchObject({ stdout: 'one\n', stderr: '' })
    expect(await exec('sleep 0.1; echo two', { onOutput })).toMatchObject({
      stdout: 'two\n',
      stderr: 'sleep 0.1; echo two\n',
    })
    expect(pieces.join('')).not.toMatch(/builtin|7331/)
    await exec('set +v')
    expect(await said('echo three >&2')).toEqual([0, '', 'three\n'])
  })

  test.for([
    'printf() { echo mine; }; export() { echo mine; }; read() { echo mine; }',
    'readonly PS1 PS2',
    'exec() { echo mine; }',
    'command() { echo mine; }',
    'enable -n command',
    'enable -n :',
    'local() { :; }; declare() { :; }; trap() { :; }; eval() { :; }; set() { :; }; unset() { :; }; kill() { :; }',
    "alias builtin='echo mine' command='echo mine' exec='echo mine' printf='echo mine'",
    'exec 2>&-',
    'exec 1>&-',
    'POSIXLY_CORRECT=1',
    'set -o posix',
    'shopt -s extdebug',
    'unset TMPDIR IFS LC_ALL; PATH=',
    'ulimit -u 0',
  ])('after %s', async (line) => {
    const { said } = openForTest()
    expect(await said(line)).toEqual([0, '', ''])
    expect(await said('\\builtin echo two; (\\builtin exit 3)')).toEqual([3, 'two\n', ''])
    expect(await said('\\builtin echo three >&2')).toEqual([0, '', 'three\n'])
  })
})
