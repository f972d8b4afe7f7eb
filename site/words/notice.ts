import type { Language } from '../../playbooks/model/index.ts'

/** The texts of the notice about the runner, in one language. */
export interface NoticeWords {
  /** Label of the field for the link that the runner prints. */
  readonly link: string
  readonly pair: string
  readonly notLink: string
  readonly oldLink: string
  readonly tryAgain: string
  readonly reload: string
  /** Runs the guide on an engine that holds things of the reader. */
  readonly agree: string
  readonly watch: (guide: string) => string
}

export const noticeWords: { readonly [language in Language]: NoticeWords } = {
  en: {
    link: 'Or paste the link here:',
    pair: 'Pair this page',
    notLink: 'This is not the link: it begins with http://127.0.0.1 and has #token= in it.',
    oldLink: 'This link is of an earlier start of the runner. Use the last one that it printed.',
    tryAgain: 'Try again',
    reload: 'Reload the page',
    agree: 'Run it on this engine',
    watch: (guide) => `Watch it: ${guide}`,
  },
  'zh-cn': {
    link: '或者把链接粘贴到这里：',
    pair: '与此页面配对',
    notLink: '这不是那个链接：它以 http://127.0.0.1 开头，并带有 #token=。',
    oldLink: '这个链接来自运行器较早的一次启动。请使用它最后打印的链接。',
    tryAgain: '重试',
    reload: '重新加载页面',
    agree: '在这个引擎上运行',
    watch: (guide) => `查看它：${guide}`,
  },
}
