import type { Language } from '../../playbooks/model/index.ts'

/** The texts of copy buttons in one language. They are on pages that need no other texts of a guide. */
export interface CopyWords {
  readonly copy: string
  readonly copied: string
  /** The names of the copy buttons of a step, for who does not see where they stand. */
  readonly ofStep: {
    readonly [part in 'command' | 'other' | 'file' | 'undo' | 'byHand']: (step: number) => string
  }
  /** The name of one that is in no step. */
  readonly of: (command: string) => string
}

export const copyWords: { readonly [language in Language]: CopyWords } = {
  en: {
    copy: 'Copy',
    copied: 'Copied',
    ofStep: {
      command: (step) => `Copy the command of step ${step}`,
      other: (step) => `Copy the command of step ${step} for the other target`,
      file: (step) => `Copy the file of step ${step}`,
      undo: (step) => `Copy the undo of step ${step}`,
      byHand: (step) => `Copy the commands that check step ${step}`,
    },
    of: (command) => `Copy: ${command}`,
  },
  'zh-cn': {
    copy: '复制',
    copied: '已复制',
    ofStep: {
      command: (step) => `复制第 ${step} 步的命令`,
      other: (step) => `复制第 ${step} 步用于另一目标的命令`,
      file: (step) => `复制第 ${step} 步的文件`,
      undo: (step) => `复制第 ${step} 步的撤销命令`,
      byHand: (step) => `复制检查第 ${step} 步的命令`,
    },
    of: (command) => `复制：${command}`,
  },
}
