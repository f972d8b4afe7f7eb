import type { Language } from '../../playbooks/model/index.ts'
import type { PartState } from '../../runner/protocol/preparation.ts'

/** A page's texts about the preparation in the background, in one language. */
export interface PreparationWords {
  readonly label: string
  readonly preparing: string
  readonly failed: string
  readonly ready: (done: number, all: number) => string
  readonly fix: string
  readonly tryAgain: string
  readonly gone: string
  readonly states: { readonly [state in PartState]: string }
}

export const preparationWords: { readonly [language in Language]: PreparationWords } = {
  en: {
    label: 'Preparation',
    preparing: 'Preparing what the guides need',
    failed: 'Some of what the guides need could not be prepared',
    ready: (done, all) => `${done} of ${all} ready`,
    fix: 'Fix:',
    tryAgain: 'Try again',
    gone: 'The runner does not answer.',
    states: {
      waiting: 'waiting',
      preparing: 'preparing',
      ready: 'ready',
      failed: 'failed',
      'not-needed': 'not needed',
    },
  },
  'zh-cn': {
    label: '准备情况',
    preparing: '正在准备指南所需的内容',
    failed: '指南所需的部分内容未能准备好',
    ready: (done, all) => `已就绪 ${done} / ${all}`,
    fix: '解决方法：',
    tryAgain: '重试',
    gone: '运行器没有响应。',
    states: { waiting: '等待中', preparing: '准备中', ready: '已就绪', failed: '失败', 'not-needed': '不需要' },
  },
}
