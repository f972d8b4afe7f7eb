import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Conversation } from '../../../../runner/targets/shell/talk.ts'

const program = join(import.meta.dirname, '../../../../runner/targets/shell/talk.ts')
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-talk-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const talk = async (
  conversation: Partial<Conversation>,
): Promise<{ exitCode: number | undefined; stdout: string; stderr: string }> => {
  const file = join(folder, 'talk.json')
  await writeFile(file, JSON.stringify({ line: 'true', says: [], timeoutMs: 3000, ...conversation }))
  const { exitCode, stdout, stderr } = await execa(process.execPath, [program, file], {
    reject: false,
    stdin: 'ignore',
  })
  return { exitCode, stdout, stderr }
}

test('a program that wants a terminal gets one and is answered', async () => {
  const line = `test -t 0 && read -rp 'name? ' name && echo "hello $name" && exit 7`
  expect(await talk({ line, says: [{ expect: 'name? ', send: 'you' }] })).toEqual({
    exitCode: 7,
    stdout: 'name? you\nhello you',
    stderr: '',
  })
})

test('a program that ends too early is told', async () => {
  const result = await talk({ line: 'echo bye', says: [{ expect: 'name? ', send: 'you' }] })
  expect(result).toEqual({ exitCode: 1, stdout: 'bye', stderr: 'The program ended before it showed “name? ”.' })
})

test('a program that never asks is ended', async () => {
  const result = await talk({ line: 'exec sleep 300', says: [{ expect: 'name? ', send: 'you' }], timeoutMs: 300 })
  expect(result.stderr).toContain('The program did not show “name? ” within 0.3 s.')
})

test('keys are keys', async () => {
  expect((await talk({ line: 'echo type; cat; echo end', says: [{ expect: 'type', send: '^D' }] })).stdout).toContain(
    'end',
  )
})
