import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Vitest in Vitest: the inner one must not take itself for a worker of the outer one. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))

/**
 * A copy of this checkout as it is now, for tests that change it; it is gone after the file's last test. Call it
 * outside of tests and hooks.
 */
export const copyOfTree = (parent: string = tmpdir()): string => {
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'shipshape-recipes-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const listed = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  const files = execFileSync('git', listed, { cwd: root, encoding: 'utf8' }).split('\0')
  // Git also lists a file that was just deleted.
  for (const file of files.filter((each) => each !== '' && existsSync(join(root, each)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** Writes the files that a recipe names, by their paths. */
export const addFiles = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

/** Puts a recipe's line before the first one that holds `before`. */
export const addLine = (folder: string, path: string, before: string, line: string): void => {
  const lines = readFileSync(join(folder, path), 'utf8').split('\n')
  const at = lines.findIndex((each) => each.includes(before))
  if (at < 0) throw new Error(`${path} has no line with “${before}”.`)
  writeFileSync(join(folder, path), lines.toSpliced(at, 0, line).join('\n'))
}

/** Changes one thing of a file, which must be there. */
export const replaceIn = (folder: string, path: string, before: string, after: string): void => {
  const text = readFileSync(join(folder, path), 'utf8')
  if (!text.includes(before)) throw new Error(`${path} does not hold “${before}”.`)
  writeFileSync(join(folder, path), text.replace(before, after))
}

/** What a program of this checkout prints in the copy. Throws with all its output when it fails. */
export const runIn = (folder: string, args: readonly string[]): string =>
  execFileSync(process.execPath, [...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** The compiler's complaints, a line each; none when it has none. */
export const typeErrors = (folder: string): readonly string[] => {
  try {
    runIn(folder, ['node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false', '-p', '.'])
    return []
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error)) throw error
    return String(error.stdout).trim().split('\n')
  }
}
