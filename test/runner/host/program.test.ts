import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runLong } from '../../../runner/host/long-program.ts'
import { askProgram, findProgram, mustRun, runProgram } from '../../../runner/host/program.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const never = new AbortController().signal
const hint = 'sudo apt-get install nothing-like-it'
const missing = { code: 'blocked', message: 'The program “nothing-like-it” is not installed.', hint }

test('a program that is not here is said in the same words, however it is started', async () => {
  const runs = [runProgram('nothing-like-it', [], { hint }), runLong('nothing-like-it', [], { hint, signal: never })]
  for (const run of runs) await expect(run).rejects.toMatchObject(missing)
})

test('a question to a program that is not here is answered', async () => {
  expect(await askProgram('nothing-like-it', [])).toEqual({ stdout: '', stderr: '', failed: true, isMissing: true })
})

test('what a program says is answered without its last line’s end, and what it fails with too', async () => {
  const answer = await askProgram('sh', ['-c', 'echo one; echo two; echo why >&2; exit 3'])
  expect(answer).toEqual({ stdout: 'one\ntwo', stderr: 'why', failed: true, isMissing: false })
})

test('a program that hangs is ended when its time is over', async () => {
  expect(await askProgram('sleep', ['60'], { timeoutMs: 50 })).toMatchObject({ failed: true, isMissing: false })
})

test('of a long run each line of complaint is heard as it comes, and its exit code is answered', async () => {
  const lines: string[] = []
  const onErrorLine = (line: string): void => void lines.push(line)
  const script = 'echo one >&2; echo out; echo two >&2; exit 4'
  const answer = await runLong('sh', ['-c', script], { hint, signal: never, onErrorLine })
  expect({ answer, lines }).toEqual({ answer: { exitCode: 4, stderr: 'one\ntwo' }, lines: ['one', 'two'] })
})

test('a long run that is given up says why', async () => {
  const run = runLong('sleep', ['60'], { hint, signal: AbortSignal.timeout(50) })
  await expect(run).rejects.toMatchObject({ name: 'TimeoutError' })
})

test('a program that must succeed is quoted with what it said', async () => {
  const run = mustRun('sh', ['-c', 'echo no room >&2; exit 1'], { hint })
  await expect(run).rejects.toMatchObject({ message: '“sh -c echo no room >&2; exit 1” failed: no room' })
})

test('a program is found where the path says, and only a file that may be executed', () => {
  const [first, second] = [temporaryFolder(), temporaryFolder()]
  mkdirSync(join(first, 'tool'))
  writeFileSync(join(second, 'tool'), '')
  expect(findProgram('tool', `${first}:${second}`)).toBeUndefined()
  chmodSync(join(second, 'tool'), 0o755)
  expect(findProgram('tool', `${first}:${second}`)).toBe(join(second, 'tool'))
})
