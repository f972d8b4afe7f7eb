import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { programTable } from '../../../runner/setup/programs.mjs'

const runner = join(import.meta.dirname, '../../../runner')

/** On every system that set-up knows, or only used where they are: `ps` on a Mac. */
const alwaysThere = new Set(['sh', 'bash', 'env', 'cp', 'mkfifo', 'git', 'ps', 'apt-get', 'apt-config'])

/** The programs that a text starts by name. */
const startedIn = (text: string): readonly string[] =>
  [
    ...text.matchAll(/\b(?:mustRun|runProgram|execa|spawn|spawnSync|execFile|execFileSync|said)\(\s*'([a-z][\w.-]*)'/g),
  ].map((match) => match[1] ?? '')

test('every program that the runner starts is in the table, so that set-up brings it', () => {
  const files = readdirSync(runner, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const started = new Set(files.flatMap((file) => startedIn(readFileSync(join(runner, file), 'utf8'))))
  const known = new Set(programTable().flatMap(({ names }) => names))
  expect([...started].filter((name) => !known.has(name) && !alwaysThere.has(name))).toEqual([])
  expect(started.has('mke2fs')).toBe(true)
})
