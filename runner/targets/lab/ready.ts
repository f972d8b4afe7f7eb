import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Words } from '../../../playbooks/model/text.ts'
import { RunnerError } from '../../errors.ts'
import { cloneReady } from '../../lab/ready.ts'
import { cacheDir } from '../../paths.ts'
import type { Shell } from '../shell/shell.ts'
import type { Surroundings } from './surroundings.ts'

/** Resuming takes two seconds; a slow computer gets a minute. */
const deadlineMs = 60_000

export interface ReadyOptions {
  readonly shell: Shell
  readonly surroundings: Surroundings
  readonly onProgress: (text: Words) => void
  readonly signal: AbortSignal
}

/** Puts a prepared machine into the reader's home, with their ~/code shared, resumes it, and points the reader's shell at its engine. */
export const makeReady = async ({ shell, surroundings, onProgress, signal }: ReadyOptions): Promise<void> => {
  onProgress({ en: 'Resuming a machine that was prepared', 'zh-cn': '正在恢复预先准备好的虚拟机' })
  const code = join(surroundings.home, 'code')
  await mkdir(code)
  await cloneReady({ cache: cacheDir(), to: surroundings.machine, code })
  const line = 'boot2docker up && eval "$(boot2docker shellinit)"'
  const { exitCode, stderr } = await shell.exec(line, { id: 'ready', deadlineMs, signal, onOutput: () => undefined })
  if (exitCode === 0) return
  signal.throwIfAborted()
  throw new RunnerError('broken', `The prepared machine does not start: ${stderr.trim()}`, { hint: 'npx shipshape lab build --again' })
}
