import type { Language } from '../../playbooks/model/text.ts'

/** The feed’s own texts, in one language. */
export const feedWords: { readonly [language in Language]: { readonly title: string; readonly description: string } } =
  {
    en: { title: 'Shipshape', description: 'Guides, each time that one was changed and verified again' },
    'zh-cn': { title: 'Shipshape', description: '每当有指南更新并重新验证' },
  }
