import type { Language } from '../../playbooks/model/index.ts'
import type { RunStatus } from '../../runner/protocol/events.ts'

/** The texts of the list of a guide's runs, in one language. */
export interface HistoryWords {
  readonly heading: (count: number) => string
  /** How a run ended, in a word. */
  readonly status: { readonly [status in RunStatus | 'running']: string }
  readonly show: string
  readonly download: string
  readonly otherVersion: string
  readonly unreadable: string
  readonly shown: (when: string) => string
  readonly newest: string
}

export const historyWords: { readonly [language in Language]: HistoryWords } = {
  en: {
    heading: (count) => (count === 1 ? 'One run on this computer' : `${count} runs on this computer`),
    status: {
      ...{ running: 'running', passed: 'passed', failed: 'failed', broken: 'broken' },
      ...{ blocked: 'blocked', incomplete: 'incomplete', cancelled: 'cancelled' },
    },
    show: 'Show',
    download: 'Download the journal',
    otherVersion: 'of another version of this guide',
    unreadable: 'its journal cannot be read',
    shown: (when) => `Shown: the run of ${when}.`,
    newest: 'Show the newest run',
  },
  'zh-cn': {
    heading: (count) => `这台电脑上的 ${count} 次运行`,
    status: {
      ...{ running: '运行中', passed: '通过', failed: '未通过', broken: '故障' },
      ...{ blocked: '受阻', incomplete: '不完整', cancelled: '已取消' },
    },
    show: '显示',
    download: '下载日志',
    otherVersion: '属于本指南的另一个版本',
    unreadable: '无法读取它的日志',
    shown: (when) => `当前显示：${when} 的运行。`,
    newest: '显示最新的运行',
  },
}
