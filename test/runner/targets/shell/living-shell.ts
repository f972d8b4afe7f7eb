import { onTestFinished } from 'vitest'
import type { ExecOptions, ExecResult } from '../../../../runner/contract/session.ts'
import { type Shell, openShell } from '../../../../runner/targets/shell/shell.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

export interface ShellUnderTest {
  readonly folder: string
  readonly shell: Shell
  /** Runs a line as a step. */
  readonly exec: (line: string, options?: Partial<ExecOptions>) => Promise<ExecResult>
  /** Its exit code and what it wrote to both streams. */
  readonly said: (line: string) => Promise<readonly [number | null, string, string]>
}

let count = 0

export const execOptions = (options: Partial<ExecOptions> = {}): ExecOptions => ({
  id: `step-${++count}`,
  deadlineMs: 20_000,
  signal: new AbortController().signal,
  onOutput: () => undefined,
  ...options,
})

/** The reader's shell in a folder of its own, which is its home too; closed after the test. */
export const openForTest = (env: Readonly<Record<string, string>> = {}): ShellUnderTest => {
  const folder = temporaryFolder()
  const shell = openShell({
    folder,
    prefix: [],
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
    cwd: folder,
    timeoutMs: 400,
  })
  onTestFinished(() => shell.close())
  const exec: ShellUnderTest['exec'] = (line, options) => shell.exec(line, execOptions(options))
  return {
    folder,
    shell,
    exec,
    said: async (line) => {
      const { exitCode, stdout, stderr } = await exec(line)
      return [exitCode, stdout, stderr]
    },
  }
}
