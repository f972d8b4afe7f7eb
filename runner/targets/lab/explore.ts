import { RunnerError } from '../../errors.ts'
import type { Session } from '../../contract/session.ts'
import { openTerminal } from '../shell/terminal.ts'
import type { ReaderHome } from './environment.ts'

interface Vm {
  /** Enters the lab's namespace. */
  readonly prefix: readonly string[]
  readonly environment: ReaderHome
  readonly isThere: () => Promise<boolean>
}

/** Without ssh’s own escapes: whoever types can do nothing outside of the VM. */
export const shellCommand = (prefix: readonly string[]): readonly [string, ...string[]] => {
  const [first, ...others] = [...prefix, 'boot2docker', 'ssh', '-e', 'none']
  return [first, ...others]
}

/**
 * Opens a shell in the VM, by ssh as a reader does. Without ssh's own escapes: whoever types can do nothing outside of
 * the VM, not even in the namespace that stands for the reader's computer.
 */
export const exploreVm =
  ({ prefix, environment, isThere }: Vm): NonNullable<Session['explore']> =>
  async (options) => {
    if (!(await isThere())) throw noVm()
    return openTerminal({
      command: shellCommand(prefix),
      env: environment.env,
      ...options,
    })
  }

const noVm = (): RunnerError =>
  new RunnerError(
    'blocked',
    {
      en: 'There is no VM now: this guide has not made one yet, or has deleted it.',
      'zh-cn': '现在没有虚拟机：本指南尚未创建它，或者已将它删除。',
    },
    { hint: { en: 'Run the guide up to a step at which its VM runs.', 'zh-cn': '请运行到虚拟机正在运行的那一步。' } },
  )
