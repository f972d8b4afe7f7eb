import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../fixtures/execute.ts'
import { githubMistakes } from './github-schema.ts'
import { githubFile, gitlabFile, gitlabGuides, root, textOf } from './workflows.ts'

const mistakesIn = (content: string): readonly string[] => githubMistakes(githubFile, content)

describe('GitHub’s schema', () => {
  test('finds nothing wrong in our workflow', () => {
    expect(mistakesIn(textOf(githubFile))).toEqual([])
  })

  test.each([
    ['a key that it does not know', textOf(githubFile).replace('runs-on:', 'runs-no:')],
    ['a step without anything to do', textOf(githubFile).replace('- run: npm run mutation', '- name: Nothing')],
    ['a context that is not there', textOf(githubFile).replace('fromJSON(needs', 'fromJSON(need')],
  ])('finds %s', (_, content) => {
    expect(mistakesIn(content)).not.toEqual([])
  })
})

/** What GitLab's own schema, which gitlab-ci-local carries, says of a pipeline: its jobs, or what is wrong. */
const gitlabJobs = (content: string): readonly string[] => {
  const folder = temporaryFolder()
  execFileSync('git', ['init', '--quiet', '--initial-branch', 'main', folder])
  writeFileSync(join(folder, gitlabFile), content)
  const program = join(root, 'node_modules/gitlab-ci-local/dist/index.js')
  const env = { ...process.env, HOME: folder }
  const out = execFileSync(process.execPath, [program, '--list-csv-all'], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return out
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(';')[0] ?? '')
}

describe('GitLab’s schema', () => {
  test('finds our jobs, and nothing wrong', () => {
    expect(gitlabJobs(textOf(gitlabFile))).toEqual([
      'test',
      ...gitlabGuides().map((guide) => `guide: [${guide}]`),
      'long',
    ])
  })

  test('finds a key that it does not know', () => {
    const mistaken = textOf(gitlabFile).replace('  stage: guides', '  stag: guides')
    expect(() => gitlabJobs(mistaken)).toThrow('Invalid .gitlab-ci.yml configuration!')
  })
})
