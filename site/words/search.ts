import type { Language } from '../../playbooks/model/text.ts'

/** The texts of the search and of the box for a pasted error, in one language. */
export interface SearchWords {
  readonly search: string
  readonly hint: string
  readonly close: string
  readonly searching: string
  readonly found: (count: number) => string
  readonly nothing: (words: string) => string
  /** The index is made by a build, so a page of the development server has none. */
  readonly noIndex: string
  readonly knownError: string
  readonly paste: string
  readonly pasteHint: string
  readonly find: string
  readonly unknown: string
  readonly report: string
  /** The list of errors is a file of the site. */
  readonly notLoaded: string
  readonly also: string
}

const en: SearchWords = {
  search: 'Search',
  hint: 'Words, a command, or an error message that you paste',
  close: 'Close',
  searching: 'Searching …',
  found: (count) => (count === 1 ? '1 page' : `${count} pages`),
  nothing: (words) => `Nothing was found for “${words}”.`,
  noIndex: 'There is no search index: it is made when the site is built, by “npm run build”.',
  knownError: 'This error is explained:',
  paste: 'Paste the error message',
  pasteHint: 'The whole output of the command, as it is. It stays in your browser.',
  find: 'Find the cause',
  unknown: 'This error is not in the list. Search the guides for a few words of it, or report it, so that it is added:',
  report: 'report this error',
  notLoaded: 'The list of errors could not be loaded. Check the connection, and try again.',
  also: 'The message also shows:',
}

const zhCn: SearchWords = {
  search: '搜索',
  hint: '关键词、命令，或粘贴一段报错',
  close: '关闭',
  searching: '正在搜索……',
  found: (count) => `${count} 个页面`,
  nothing: (words) => `没有找到“${words}”。`,
  noIndex: '没有搜索索引：它在构建网站时生成，命令是“npm run build”。',
  knownError: '这个报错有说明：',
  paste: '粘贴报错',
  pasteHint: '把命令的全部输出原样粘贴进来。内容只留在你的浏览器里。',
  find: '查找原因',
  unknown: '列表里没有这个报错。可以用其中几个词搜索，或者报告它，以便补充：',
  report: '报告这个报错',
  notLoaded: '无法加载报错列表。请检查网络连接，然后重试。',
  also: '报错里还有：',
}

export const searchWords: { readonly [language in Language]: SearchWords } = { en, 'zh-cn': zhCn }
