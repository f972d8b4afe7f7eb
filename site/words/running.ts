import type { Language } from '../../playbooks/model/index.ts'

/** The texts of the bar that follows a run, in one language. */
export interface RunningWords {
  /** Names the bar. */
  readonly label: string
  /** `step 7 of 12: Start it` */
  readonly stepOf: (number: number, count: number) => string
  readonly asked: (scope: string) => string
  readonly expected: (elapsed: string, expected: string) => string
  readonly overdue: (elapsed: string, expected: string) => string
  /** While the runner does not answer: the time is that of its last answer. */
  readonly lastHeard: (elapsed: string) => string
  /** The full names of the two buttons, which show only their first word. */
  readonly cancel: string
  readonly followStep: string
  readonly follow: string
  readonly showResult: string
  readonly close: string
  readonly kept: string
  /** At the step that was clicked, while the steps before it run. */
  readonly runsFirst: (last: number) => string
  readonly now: string
  readonly started: (scope: string) => string
  /** Before the steps that were not run. */
  readonly incomplete: string
  readonly notRun: (numbers: string, count: number, status: string) => string
}

export const runningWords: { readonly [language in Language]: RunningWords } = {
  en: {
    label: 'Run of this guide',
    stepOf: (number, count) => `Step ${number} of ${count}`,
    asked: (scope) => `Asked for: ${scope}`,
    expected: (elapsed, expected) => `${elapsed} of about ${expected}`,
    overdue: (elapsed, expected) => `${elapsed}; the recorded run took about ${expected}`,
    lastHeard: (elapsed) => `${elapsed} when the runner last answered`,
    cancel: 'Cancel this run',
    followStep: 'Follow the running step',
    follow: 'Follow',
    showResult: 'Show the result',
    close: 'Close the bar',
    kept: 'The steps are over; the VM is kept.',
    runsFirst: (last) => (last === 1 ? 'First runs step 1.' : `First runs steps 1 to ${last}.`),
    now: 'Now',
    started: (scope) => `Run started: ${scope}`,
    incomplete: 'Incomplete',
    notRun: (numbers, count, status) =>
      count === 1 ? `step ${numbers} was ${status}` : `steps ${numbers} were ${status}`,
  },
  'zh-cn': {
    label: '本指南的运行',
    stepOf: (number, count) => `第 ${number} 步（共 ${count} 步）`,
    asked: (scope) => `要求运行：${scope}`,
    expected: (elapsed, expected) => `${elapsed}，预计约 ${expected}`,
    overdue: (elapsed, expected) => `${elapsed}；已记录的运行约用了 ${expected}`,
    lastHeard: (elapsed) => `运行器最后一次响应时：${elapsed}`,
    cancel: '取消这次运行',
    followStep: '跟随正在运行的步骤',
    follow: '跟随',
    showResult: '查看结果',
    close: '关闭此栏',
    kept: '步骤已结束；虚拟机仍保留着。',
    runsFirst: (last) => (last === 1 ? '先运行第 1 步。' : `先运行第 1 至 ${last} 步。`),
    now: '现在',
    started: (scope) => `运行已开始：${scope}`,
    incomplete: '不完整',
    notRun: (numbers, _count, status) => `第 ${numbers} 步${status}`,
  },
}
