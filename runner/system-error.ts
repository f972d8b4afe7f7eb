import type { Words } from '../playbooks/model/text.ts'
import { RunnerError, messageOf } from './errors.ts'
import { quote } from './quote.ts'

interface Known {
  readonly why: Words
  /** One command that fixes it. */
  readonly hint: (path: string) => Words
}

const command = (line: string): Words => ({ en: line, 'zh-cn': line })

const full: Known = {
  why: { en: 'the disk is full', 'zh-cn': '磁盘已满' },
  hint: (path) => ({ en: `Free some space: df -h ${path}`, 'zh-cn': `请释放一些空间：df -h ${path}` }),
}

const elsewhere = 'export SHIPSHAPE_STATE="$HOME/shipshape-state"'

const notAllowed: Known = {
  why: { en: 'permission denied', 'zh-cn': '没有权限' },
  hint: (path) => command(`sudo chown -R "$(id -u)" ${path}`),
}

const tooMany: Known = {
  why: { en: 'too few files may be open in this terminal', 'zh-cn': '此终端允许打开的文件太少' },
  hint: () => command('ulimit -n 1024'),
}

/** What is wrong with the computer, and not with a program, by the code of open(2) and its like. */
const known: Readonly<Record<string, Known>> = {
  ENOSPC: full,
  EDQUOT: full,
  EROFS: {
    why: { en: 'the file system is read-only', 'zh-cn': '文件系统是只读的' },
    hint: () => ({ en: `Use another folder: ${elsewhere}`, 'zh-cn': `请换一个目录：${elsewhere}` }),
  },
  EACCES: notAllowed,
  EPERM: notAllowed,
  EMFILE: tooMany,
  ENFILE: tooMany,
  EIO: {
    why: { en: 'the disk or the terminal does not work', 'zh-cn': '磁盘或终端无法工作' },
    hint: () => command('sudo dmesg | tail'),
  },
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** The path that an error of the system is about; undefined when it does not say. */
export const pathOf = (error: unknown): string | undefined =>
  error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined

/** Whether this is an error of the system: it has a code such as `ENOENT`. */
export const isSystemError = (error: unknown): boolean => /^E[A-Z0-9]+$/.test(codeOf(error)) && !isOfNode(error)

/** Node's own errors have names such as `ERR_INVALID_ARG_TYPE`. */
const isOfNode = (error: unknown): boolean => codeOf(error).startsWith('ERR')

/**
 * An error of the system about this computer (a full disk, a read-only one, too many open files) as one that a person
 * can act on; undefined for any other. `place` is named where the error names no path.
 */
export const computerTrouble = (error: unknown, place?: string): RunnerError | undefined => {
  const trouble = isSystemError(error) ? known[codeOf(error)] : undefined
  if (trouble === undefined) return undefined
  const path = pathOf(error) ?? place
  const why = {
    en: `${trouble.why.en} (${messageOf(error)}).`,
    'zh-cn': `${trouble.why['zh-cn']}（${messageOf(error)}）。`,
  }
  const message =
    path === undefined
      ? { en: `${why.en.charAt(0).toUpperCase()}${why.en.slice(1)}`, 'zh-cn': why['zh-cn'] }
      : { en: `${path} cannot be used: ${why.en}`, 'zh-cn': `无法使用 ${path}：${why['zh-cn']}` }
  return new RunnerError('blocked', message, { hint: trouble.hint(quote(path ?? '.')), cause: error })
}

/**
 * Whether an error is how something ends that was stopped: an abort, or what the system says of a program or a file
 * that is gone. Anything else is a bug, which must be reported although the run was stopped.
 */
export const isInterruption = (error: unknown): boolean =>
  error instanceof RunnerError ||
  isSystemError(error) ||
  (error instanceof Error &&
    (error.name === 'AbortError' || codeOf(error) === 'ABORT_ERR' || Reflect.get(error, 'isCanceled') === true))
