import type { Language } from '../../playbooks/model/text.ts'

/** The page for an address at which there is nothing. */
export interface MissingPage {
  readonly title: string
  readonly lead: string
  readonly error: string
}

export const missingPage: { readonly [language in Language]: MissingPage } = {
  en: {
    title: 'There is no such page',
    lead: 'The address may have changed, or it was not copied whole. Search, or open one of these pages:',
    error: 'If an error message brought you here, paste it:',
  },
  'zh-cn': {
    title: '没有这个页面',
    lead: '地址可能变了，或者没有完整复制。可以搜索，或打开下面的页面：',
    error: '如果是某个报错把你带到这里，请粘贴它：',
  },
}
