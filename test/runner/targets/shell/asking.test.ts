import { expect, test } from 'vitest'
import { openForTest } from './living-shell.ts'

test.each([
  ['read in the shell', 'read -r answer'],
  ['a question of the shell', 'read -r -p "Sure? [y/N] " answer'],
  ['a program that reads its input', 'cat'],
  ['a program that wants words', 'xargs echo'],
  ['the first of a pipe', 'cat | wc -l'],
  ['a program in a subshell', '(echo begun; sort)'],
  ['a program that reads the terminal past its input', 'sh -c "read -r answer </dev/tty" </dev/null'],
  ['a question with a newline', 'echo "Type yes:"; head -1'],
  ['an unfinished command', "echo 'never closed"],
  ['an unfinished document', 'cat <<END'],
  ['an interactive shell', 'sh -i'],
  [
    'a program of many threads that has asked',
    `node -e 'process.stdout.write("name? "); setTimeout(() => {}, 60000); require("node:fs").read(0, Buffer.alloc(9), () => {})'`,
  ],
])('%s is ended soon, and the shell goes on', async (_, line) => {
  const { exec } = openForTest()
  await exec('kept=1')
  const result = await exec(line, { deadlineMs: 15_000 })
  expect([result.exitCode, result.ended]).toEqual([null, 'asked'])
  expect(result.milliseconds).toBeLessThan(10_000)
  expect((await exec('echo "[$kept]"')).stdout).toBe('[1]\n')
})

test.each([
  ['input from a pipe', 'printf "a\\nb\\n" | cat'],
  ['input from a file', 'cat </dev/null'],
  ['a program that only waits', 'sleep 1'],
  ['a program that polls its input', `timeout --foreground 1.5 node -e 'process.stdin.on("data", () => {})'; true`],
  ['a reading that ends by itself', 'read -r -t 1 answer; true'],
  [
    'a program of many threads that reads and works on',
    `node -e 'setTimeout(() => process.kill(process.pid), 3000); require("node:fs").read(0, Buffer.alloc(9), () => {})'; true`,
  ],
  ['a job that reads, which a terminal stops', 'cat & sleep 1; kill -KILL $!'],
  ['a look at the terminal', 'test -t 0 && stty size'],
])('%s goes on to its end', async (_, line) => {
  expect(await openForTest().exec(line)).toMatchObject({ exitCode: 0, ended: 'by-itself' })
})
