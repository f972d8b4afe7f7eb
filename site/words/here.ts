import type { Language } from '../../playbooks/model/index.ts'

/** The texts about whether a guide can run on the reader's computer, in one language. */
export interface HereWords {
  readonly check: string
  readonly checking: string
  /** Heading of the panel of a guide that cannot run here. */
  readonly heading: string
  readonly missing: (count: number) => string
  readonly complete: (target: string) => string
  /** Before the steps that could not run although the others can. */
  readonly onlySteps: string
}

export const hereWords: { readonly [language in Language]: HereWords } = {
  en: {
    check: 'Check this computer',
    checking: 'Checking this computer …',
    heading: 'Check this computer',
    missing: (count) => (count === 1 ? 'One thing is missing here:' : `${count} things are missing here:`),
    complete: (target) => `Nothing is missing here for this guide on ${target}.`,
    onlySteps: 'These steps would be blocked:',
  },
  'zh-cn': {
    check: '检查这台电脑',
    checking: '正在检查这台电脑……',
    heading: '检查这台电脑',
    missing: (count) => `这里缺少 ${count} 项：`,
    complete: (target) => `在“${target}”上运行本指南所需的一切，这里都有。`,
    onlySteps: '这些步骤会受阻：',
  },
}
