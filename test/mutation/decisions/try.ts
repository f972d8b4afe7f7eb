import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DecisionMutant } from './mutants.ts'

const root = join(import.meta.dirname, '../../..')
const config = join(import.meta.dirname, 'vitest.config.ts')
const program = join(root, 'node_modules/vitest/vitest.mjs')

/** A mutant that makes a test hang is noticed too. Milliseconds. */
const longestMs = 240_000

/** The tests that are to notice a mutant, the quick ones first. Each is the words of one call of vitest. */
const callsFor = (file: string): readonly (readonly string[])[] => {
  const checks = 'test/runner/checks'
  if (file.startsWith('runner/core/')) return [['test/runner/core']]
  const [, kind = ''] = /^runner\/checks\/([^/]+)\/[^/]+$/.exec(file) ?? []
  const quick = [`${checks}/kinds.test.ts`, `${checks}/look`]
  const isShared = kind === '' || kind === 'look'
  if (isShared) return [[...quick, ...sharedFolders.map((name) => `${checks}/${name}`)], [`${checks}/cannot-look`]]
  const own = existsSync(join(root, checks, kind)) ? [`${checks}/${kind}`] : []
  return [
    [...quick, ...own],
    [`${checks}/cannot-look`, '-t', `kind ${kind} `],
  ]
}

const sharedFolders = ['file', 'folder', 'http', 'name', 'port', 'process', 'route', 'context']

const passes = (words: readonly string[], mutant: DecisionMutant | undefined, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, SHIPSHAPE_MUTANT: mutant === undefined ? undefined : JSON.stringify(mutant) }
    const child = spawn(process.execPath, [program, 'run', '--config', config, ...words], {
      ...{ cwd: root, env, stdio: 'ignore', timeout: longestMs, signal },
    })
    child.once('error', reject)
    child.once('close', (code) => resolve(code === 0))
  })

/** Whether a test notices the mutant. */
export const isNoticed = async (mutant: DecisionMutant, signal: AbortSignal): Promise<boolean> => {
  for (const words of callsFor(mutant.file)) if (!(await passes(words, mutant, signal))) return true
  return false
}

/** The tests that fail where nothing is changed: nothing follows from their failing. undefined when all pass. */
export const failUnchanged = async (files: readonly string[], signal: AbortSignal): Promise<string | undefined> => {
  const calls = new Map(
    files.flatMap(callsFor).map((words) => [words.filter((word) => !word.startsWith('kind ')).join(' '), words]),
  )
  for (const words of calls.values())
    if (!words.includes('-t') && !(await passes(words, undefined, signal))) return words.join(' ')
  return undefined
}
