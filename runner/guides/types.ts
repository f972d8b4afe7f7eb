import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from './finding.ts'

/** What the compiler says of the playbooks; undefined where it is not installed. */
export type TypeErrors = readonly Finding[] | undefined

const line = /^(\S+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/gm

/** The compiler's complaints, which name files from the root. */
export const readTypeErrors = (output: string): readonly Finding[] =>
  [...output.matchAll(line)].map(([, file = '', at, column, code, what]) => ({
    place: { file, line: Number(at), column: Number(column) },
    what: `${what} (${code})`,
  }))

/** A failure of the compiler itself, such as a wrong `tsconfig.json`, has no line in a guide. */
const withoutPlace = (output: string, exitCode: number | null): readonly Finding[] => {
  if (exitCode === 0 || readTypeErrors(output).length > 0) return []
  const what = output.trim().split('\n')[0] ?? ''
  return [{ place: { file: 'playbooks/tsconfig.json' }, what: `the compiler failed: ${what}` }]
}

/**
 * Compiles the playbooks and what they need (`playbooks/tsconfig.json`), in a process of its own. What it found out is
 * kept beside npm's packages, so that the next time takes a fraction.
 */
export const typeErrors = (root: string): Promise<TypeErrors> => {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const { promise, resolve } = Promise.withResolvers<TypeErrors>()
  if (!existsSync(compiler)) return Promise.resolve(undefined)
  const kept = join(root, 'node_modules/.cache/shipshape/playbooks.tsbuildinfo')
  const options = ['-p', 'playbooks', '--pretty', 'false', '--incremental', '--tsBuildInfoFile', kept]
  const child = spawn(process.execPath, [compiler, ...options], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()))
  child.on('error', () => resolve(undefined))
  child.on('close', (exitCode) => resolve([...readTypeErrors(said), ...withoutPlace(said, exitCode)]))
  return promise
}
