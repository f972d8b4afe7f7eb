import type { Language } from '../../playbooks/model/index.ts'

/** The texts about a VM that is kept after a run, in one language. */
export interface KeptWords {
  readonly keep: string
  readonly label: string
  readonly allRun: string
  readonly notPassed: string
  readonly until: (time: string) => string
  readonly undoes: string
  readonly continueFrom: (number: number) => string
  readonly explore: string
  readonly closeTerminal: string
  readonly end: string
  /** Names the terminal, and says how to leave it by keyboard. */
  readonly terminal: string
  readonly leave: string
  readonly ended: (code: number) => string
  readonly lost: string
  /** After a run whose VM is gone. */
  readonly runAgain: string
  readonly gone: (last: number) => string
}

export const keptWords: { readonly [language in Language]: KeptWords } = {
  en: {
    keep: 'Keep the VM after the run, for half an hour at most',
    label: 'The VM that is kept',
    allRun: 'Every step that was asked for was run.',
    notPassed: 'This step did not pass:',
    until: (time) => `The VM is kept until ${time}.`,
    undoes: 'Then everything is undone.',
    continueFrom: (number) => `Run again from step ${number}`,
    explore: 'Explore the VM',
    closeTerminal: 'Close the terminal',
    end: 'Undo everything and end',
    terminal: 'Terminal in the VM',
    leave: 'What you type here runs in the VM, never on your computer. Shift+Tab leaves the terminal.',
    ended: (code) => `The shell ended with exit code ${code}.`,
    lost: 'The terminal was closed: the runner does not answer, or the VM is gone.',
    runAgain: 'Run again',
    gone: (last) =>
      last === 1
        ? 'The VM of this run is gone: step 1 runs again first.'
        : `The VM of this run is gone: steps 1 to ${last} run again first.`,
  },
  'zh-cn': {
    keep: '运行后保留虚拟机，最多半小时',
    label: '保留的虚拟机',
    allRun: '要求的每一步都已运行。',
    notPassed: '这一步没有通过：',
    until: (time) => `虚拟机保留到 ${time}。`,
    undoes: '之后会撤销一切。',
    continueFrom: (number) => `从第 ${number} 步重新运行`,
    explore: '进入虚拟机查看',
    closeTerminal: '关闭终端',
    end: '撤销一切并结束',
    terminal: '虚拟机里的终端',
    leave: '在这里输入的内容在虚拟机里执行，绝不会在你的电脑上执行。按 Shift+Tab 离开终端。',
    ended: (code) => `shell 已结束，退出码 ${code}。`,
    lost: '终端已关闭：运行器没有响应，或者虚拟机已不存在。',
    runAgain: '重新运行',
    gone: (last) =>
      last === 1
        ? '这次运行的虚拟机已不存在：会先重新运行第 1 步。'
        : `这次运行的虚拟机已不存在：会先重新运行第 1 至 ${last} 步。`,
  },
}
