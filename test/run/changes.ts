import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Where a change is to go: what the remote calls its default branch, or the usual names. */
const bases = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']

const run = promisify(execFile)

const git = async (root: string, ...args: readonly string[]): Promise<string> =>
  (await run('git', [...args], { cwd: root, maxBuffer: 16 * 1024 * 1024 })).stdout

const names = (text: string): readonly string[] => text.split('\0').filter((name) => name !== '')

/** The commit at which this branch left its base; the last commit where no base is known. */
const mergeBase = async (root: string): Promise<string> => {
  for (const base of bases) {
    const found = await git(root, 'merge-base', 'HEAD', base).catch(() => '')
    if (found !== '') return found.trim()
  }
  return 'HEAD'
}

/** What this branch and the working tree have changed, new files too, from the root; removed files too. */
export const changedFiles = async (root: string): Promise<readonly string[]> => {
  const changed = await git(root, 'diff', '--name-only', '-z', '--no-renames', await mergeBase(root))
  const added = await git(root, 'ls-files', '--others', '--exclude-standard', '-z')
  return [...new Set([...names(changed), ...names(added)])].sort()
}
