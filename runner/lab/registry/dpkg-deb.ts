import { execa } from 'execa'
import { RunnerError } from '../../errors.ts'

/** A package's own description of itself: its name, version, what it needs. RunnerError('blocked') without the program. */
export const controlFields = async (file: string, signal: AbortSignal): Promise<string> => {
  const answer = await execa('dpkg-deb', ['--field', file], { stdin: 'ignore', reject: false, cancelSignal: signal, env: { LC_ALL: 'C' } })
  signal.throwIfAborted()
  if (answer.exitCode === 0) return answer.stdout
  if (answer.code === 'ENOENT') throw new RunnerError('blocked', 'The program “dpkg-deb” is not installed.', { hint: 'sudo apt-get install dpkg' })
  throw new RunnerError('broken', `${file} is no package: ${answer.stderr}`, { hint: 'npx shipshape lab build' })
}
