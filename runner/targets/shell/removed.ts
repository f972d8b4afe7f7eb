import { relative } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { codeOf, pathOf } from '../../system-error.ts'

/** An error of the system that says that files of the session are gone, as one that names who can have removed them. */
export const removedFrom = (session: string, error: unknown): RunnerError | undefined => {
  const path = pathOf(error)
  if (path === undefined || !['ENOENT', 'ENOTDIR'].includes(codeOf(error)) || !isIn(session, path)) return undefined
  const message = {
    en: `${path}, a file of this run, was removed while it ran, so it is not known how the step ended.`,
    'zh-cn': `本次运行的文件 ${path} 在运行期间被删除，因此无法得知该步骤的结果。`,
  }
  const hint = {
    en: 'Look at the steps before it for a command that removes files: npx shipshape show GUIDE',
    'zh-cn': '请检查之前的步骤里是否有删除文件的命令：npx shipshape show GUIDE',
  }
  return new RunnerError('broken', message, { hint, cause: error })
}

const isIn = (folder: string, path: string): boolean => !/^(\.\.|\/)/.test(relative(folder, path))
