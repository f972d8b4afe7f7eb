import { expect, test } from 'vitest'
import type { ExecResult } from '../../../../runner/contract/session.ts'
import type { Interactive } from '../../../../runner/targets/shell/run-step.ts'
import { execOptions, openForTest, type ShellUnderTest } from './living-shell.ts'

const talkIn =
  ({ shell }: ShellUnderTest) =>
  async (interactive: Partial<Interactive>): Promise<Omit<ExecResult, 'milliseconds'>> => {
    const { milliseconds, ...result } = await shell.talk(
      { line: 'true', says: [], answerMs: 5000, ...interactive },
      execOptions(),
    )
    expect(milliseconds).toBeGreaterThanOrEqual(0)
    return result
  }

const talk = (interactive: Partial<Interactive>): Promise<Omit<ExecResult, 'milliseconds'>> =>
  talkIn(openForTest())(interactive)

test('a program that wants a terminal gets one and is answered', async () => {
  const line = `test -t 0 -a -t 1 -a -t 2 && stty size && read -rp 'name? ' name && echo "hello $name" && (exit 7)`
  expect(await talk({ line, says: [{ expect: 'name? ', send: 'you' }] })).toEqual({
    exitCode: 7,
    ended: 'by-itself',
    stdout: '40 120\nname? you\nhello you\n',
    stderr: '',
  })
})

test('a function of an earlier step is found, and what is set here is kept', async () => {
  const under = openForTest()
  await under.exec('greet() { echo "hi $1"; }')
  expect(
    await talkIn(under)({ line: 'greet you; read -rp "more? " more', says: [{ expect: '? ', send: 'tea' }] }),
  ).toEqual({
    exitCode: 0,
    ended: 'by-itself',
    stdout: 'hi you\nmore? tea\n',
    stderr: '',
  })
  expect(await under.said('echo "$more"')).toEqual([0, 'tea\n', ''])
})

test('several lines are answered too', async () => {
  const line = 'for name in a b\ndo read -rp "$name? " answer; echo "$answer"\ndone'
  const says = [
    { expect: 'a? ', send: '1' },
    { expect: 'b? ', send: '2' },
  ]
  expect(await talk({ line, says })).toMatchObject({ exitCode: 0, stdout: 'a? 1\n1\nb? 2\n2\n' })
})

test('a program that ends too early is reported', async () => {
  const says = [{ expect: 'name? ', send: 'you' }]
  expect(await talk({ line: 'echo bye', says })).toEqual({
    exitCode: 1,
    ended: 'by-itself',
    stdout: 'bye\n',
    stderr: 'The program ended before it showed “name? ”.\n',
  })
})

test('a program that never asks is ended', async () => {
  const says = [{ expect: 'name? ', send: 'you' }]
  expect(await talk({ line: 'sleep 300', says, answerMs: 300 })).toEqual({
    exitCode: 130,
    ended: 'by-itself',
    stdout: '^C\n',
    stderr: 'The program did not show “name? ” within 0.3 s.\n',
  })
})

test('a program that takes the shell’s place ends with its own code', async () => {
  const result = await talk({
    line: `exec sh -c 'echo ready; read -r x; exit 7'`,
    says: [{ expect: 'ready', send: 'go' }],
  })
  expect(result).toMatchObject({ exitCode: 7, ended: 'by-itself', endedShell: true })
})

test('what a program has not read of an answer is not the next command', async () => {
  const under = openForTest()
  const says = [{ expect: 'name? ', send: 'you\nrm -rf x\necho half' }]
  expect(await talkIn(under)({ line: `read -rp 'name? ' name; (exit 3)`, says })).toMatchObject({ exitCode: 3 })
  expect(await under.said('echo "$? $name"')).toEqual([0, '3 you\n', ''])
})

test('keys are keys', async () => {
  expect(await talk({ line: 'echo type; cat; echo end', says: [{ expect: 'type', send: '^D' }] })).toMatchObject({
    exitCode: 0,
    stdout: 'type\nend\n',
  })
})
