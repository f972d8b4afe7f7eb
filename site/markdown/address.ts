import { type Locale, pathOf } from '../locales.ts'
import { sidebarGroups } from '../guides.ts'

/** The names of all pages; `index` is the home page. */
export const pageNames: readonly string[] = ['index', ...sidebarGroups.flatMap(({ pages }) => pages)]

/** The address of a page as Markdown: `/zh-cn/boot2docker.md`. */
export const markdownPath = (locale: Locale, name: string): string => `/${pathOf(locale)}${name}.md`

/** The name of the page with this id, such as `zh-cn/boot2docker`; undefined for one that has no Markdown. */
export const nameOf = (id: string, { folder }: Locale): string | undefined => {
  const own = folder === '' ? id : id.replace(new RegExp(`^${folder}/?`), '')
  const name = own === '' ? 'index' : own
  return pageNames.includes(name) ? name : undefined
}
