import { realpath } from 'node:fs/promises'
import { type Asked, askProgram } from '../host/program.ts'

/** `unknown`: this repository has no such commit. `elsewhere`: it is no ancestor of what is checked out. */
export type CommitFault = 'unknown' | 'elsewhere'

/** What this repository knows of a commit. `unchecked`: the repository is shallow, or there is none here. */
export type CommitCheck =
  | { readonly kind: 'ancestor'; readonly committedAt: string }
  | { readonly kind: CommitFault }
  | { readonly kind: 'unchecked' }

const unchecked: CommitCheck = { kind: 'unchecked' }

/** Without fetching what a partial clone left out, and without the reader's own settings for output. */
const env = { ...process.env, LC_ALL: 'C', GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0' }

const git = (checkout: string, args: readonly string[]): Promise<Asked> =>
  askProgram('git', ['-C', checkout, ...args], { env, timeoutMs: 30_000 })

/** Whether a folder is the root of a repository; one that lies inside of another repository is not. */
const isRoot = async (checkout: string): Promise<boolean> => {
  const { stdout, failed } = await git(checkout, ['rev-parse', '--show-toplevel'])
  return !failed && (await realpath(stdout).catch(() => stdout)) === (await realpath(checkout))
}

/** What the repository in a folder knows of a commit, by its 40 hex digits. */
export const checkCommit = async (checkout: string, commit: string): Promise<CommitCheck> => {
  if (!(await isRoot(checkout))) return unchecked
  const [object, shallow] = await Promise.all([
    git(checkout, ['show', '--no-patch', '--format=%cI', `${commit}^{commit}`]),
    git(checkout, ['rev-parse', '--is-shallow-repository']),
  ])
  const absent: CommitCheck = shallow.stdout === 'true' ? unchecked : { kind: 'unknown' }
  if (object.failed) return absent
  if ((await git(checkout, ['merge-base', '--is-ancestor', commit, 'HEAD'])).failed)
    return shallow.stdout === 'true' ? unchecked : { kind: 'elsewhere' }
  return { kind: 'ancestor', committedAt: object.stdout }
}

/** What decides what a run does. */
const sources = ['playbooks', 'runner', 'package-lock.json', 'tsconfig.json']
const mostPaths = 100

/** The commit that is checked out, null without a repository, and the sources that differ from it. */
export interface Source {
  readonly commit: string | null
  readonly dirty: readonly string[]
}

/**
 * What a run was made of, by what was checked out before and after it: a file may be edited meanwhile, and is imported
 * only when it is used.
 */
export const sourceOfRun = (before: Source, after: Source): Source => ({
  commit: before.commit,
  dirty: [...new Set([...before.dirty, ...after.dirty])].slice(0, mostPaths),
})

export const checkedOut = async (checkout: string): Promise<Source> => {
  if (!(await isRoot(checkout))) return { commit: null, dirty: [] }
  const [head, changes] = await Promise.all([
    git(checkout, ['rev-parse', '--verify', 'HEAD']),
    git(checkout, ['status', '--porcelain', '--no-renames', '--untracked-files=all', '-z', '--', ...sources]),
  ])
  if (head.failed || changes.failed) return { commit: null, dirty: [] }
  const paths = changes.stdout.split('\0').flatMap((entry) => (entry === '' ? [] : [entry.slice(3)]))
  return { commit: head.stdout, dirty: paths.slice(0, mostPaths) }
}
