import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../fixtures/execute.ts'
import { changedFiles } from './changes.ts'
import { relatedTo } from './related.ts'

const root = join(import.meta.dirname, '../..')
const testsOf = (...files: readonly string[]): readonly string[] => relatedTo(files, root).tests

describe('a change touches', () => {
  test('what imports it, which Vitest finds, and the test beside it', () => {
    expect(relatedTo(['runner/core/hash.ts', 'runner/gone.ts'], root)).toEqual({
      sources: ['runner/core/hash.ts'],
      tests: ['test/runner/core/hash.test.ts'],
    })
  })

  test.each([
    ['a page', 'site/content/docs/boot2docker.mdx', 'test/site/languages.test.ts'],
    ['a component', 'site/components/Step.astro', 'test/site/run.browser.test.ts'],
    ['evidence', 'public/evidence/boot2docker.lab.json', 'test/evidence/problems.test.ts'],
    ['a script that the namespace runs', 'runner/lab/network/holder.sh', 'test/runner/lab/network/network.test.ts'],
    ['a file of the guest', 'runner/lab/image/guest/inittab', 'test/runner/lab/image/image.lab.test.ts'],
    ['a program that npm links', 'runner/bin/boot2docker.mjs', 'test/runner/boot2docker/command.test.ts'],
    ['README', 'README.md', 'test/readme/readme.test.ts'],
  ])('the tests that read %s', (_, file, wanted) => {
    expect(testsOf(file)).toContain(wanted)
  })

  test('no test where nothing reads it', () => {
    expect(relatedTo(['.editorconfig'], root)).toEqual({ sources: [], tests: [] })
  })
})

/** A repository with a branch that has left `main`. */
const repository = (): {
  readonly folder: string
  readonly git: (...args: readonly string[]) => void
  readonly write: (name: string) => void
} => {
  const folder = temporaryFolder()
  const identity = ['-c', 'user.name=Reader', '-c', 'user.email=reader@example.com']
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'ignore' })
  const write = (name: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), `${performance.now()}\n`)
  }
  return { folder, git, write }
}

test('what has changed is what the branch and the working tree have, and not what main has got since', async () => {
  const { folder, git, write } = repository()
  const commit = (...files: readonly string[]): void => {
    files.forEach(write)
    git('add', '--all')
    git('commit', '--message', 'Change')
  }
  git('init', '--initial-branch', 'main')
  commit('kept', 'edited', 'removed', 'by-branch')
  git('switch', '--create', 'branch')
  commit('by-branch')
  git('switch', 'main')
  commit('by-main')
  git('switch', 'branch')
  write('edited')
  write('folder/new')
  git('rm', 'removed')
  expect(await changedFiles(folder)).toEqual(['by-branch', 'edited', 'folder/new', 'removed'])
})
