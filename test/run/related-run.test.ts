import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../fixtures/execute.ts'

const root = join(import.meta.dirname, '../..')

/** Vitest in Vitest: the inner one must not take itself for a worker of the outer one. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))

const output = (file: string, args: readonly string[], cwd: string): string =>
  execFileSync(file, [...args], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** The files of this checkout as they are now, committed to a repository of their own. */
const copyOfCheckout = (): string => {
  const folder = temporaryFolder()
  const files = output('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], root).split('\0')
  for (const file of files.filter((each) => each !== '' && !each.startsWith('public/'))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file), { force: true })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  output('git', ['init', '--quiet', '--initial-branch', 'main'], folder)
  output('git', ['add', '--all'], folder)
  output(
    'git',
    ['-c', 'user.name=Reader', '-c', 'user.email=reader@example.com', 'commit', '--quiet', '--message', 'All'],
    folder,
  )
  return folder
}

test('“npm test -- related” runs the tests of what has changed, and no others', { timeout: 60_000 }, () => {
  const folder = copyOfCheckout()
  writeFileSync(join(folder, 'runner/reporters/sample.json'), '{}\n')
  const text = output(process.execPath, ['test/run.ts', 'related', '--results', 'results'], folder)
  expect(text).toMatch(/^1 file has changed\.\n/)
  const folders = text.match(/test\/[\w/-]+\.test\.ts/g)?.map(dirname)
  expect(new Set(folders)).toEqual(new Set(['test/runner/reporters']))
  expect(text).toMatch(/\n\d+ passed, 0 failed\n$/)
})
