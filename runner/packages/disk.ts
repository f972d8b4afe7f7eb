import { RunnerError } from '../errors.ts'

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** The error for a failed write: it is not a server's fault, and retrying does not help. */
export const cannotWrite = (error: unknown, path: string): RunnerError => {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(error, path)
  return new RunnerError('blocked', `${path} cannot be written${code === '' ? '' : ` (${code})`}.`, {
    hint: 'Make the folder writable, or name another one in SHIPSHAPE_CACHE.',
    cause: error,
  })
}

const diskFull = (cause: unknown, path: string): RunnerError =>
  new RunnerError('blocked', `The disk is full; ${path} could not be written.`, {
    hint: 'Free some space, or name another folder in SHIPSHAPE_CACHE: df -h',
    state: 'What was complete before is kept; nothing incomplete is used.',
    cause,
  })

/** RunnerError('blocked') for an error that says that the disk is full; nothing for any other. */
export const throwWhenFull = (error: unknown, path: string): void => {
  if (['ENOSPC', 'EDQUOT'].includes(codeOf(error))) throw cannotWrite(error, path)
}
