import type { Language } from '../../playbooks/model/index.ts'

/** The texts at the head of the home page, in one language. */
export interface HomeWords {
  readonly terminal: string
  readonly result: (title: string, checks: number) => string
  readonly recorded: (day: string) => string
  readonly oneClick: string
  readonly clone: string
}

export const homeWords: { readonly [language in Language]: HomeWords } = {
  en: {
    terminal: 'A run of three steps, as it was recorded',
    result: (title, checks) => `✓ ${title}: ${checks === 1 ? '1 check' : `${checks} checks`} passed`,
    recorded: (day) => `Three steps of a real run, recorded on ${day}.`,
    oneClick: 'Run a guide with one click',
    clone:
      'You need git, npm and Node 20 or newer. Guides run on Linux; some also on a Mac, on your own Docker engine.',
  },
  'zh-cn': {
    terminal: '三个步骤的运行录制',
    result: (title, checks) => `✓ ${title}：${checks} 项检查全部通过`,
    recorded: (day) => `一次真实运行中的三个步骤，录制于 ${day}。`,
    oneClick: '一键运行指南',
    clone:
      '需要 git、npm，以及 Node 20 或更新版本。指南在 Linux 上运行；有些也可以在 Mac 上用你自己的 Docker 引擎运行。',
  },
}
