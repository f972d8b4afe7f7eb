import { existsSync } from 'node:fs'

/** The address of a page’s Open Graph picture: its own, else the one of its language’s home page. */
export const pictureOf = (page: string): string => {
  const home = page.startsWith('zh-cn') ? 'zh-cn-index' : 'index'
  const own = page === '' || page === 'zh-cn' ? home : page.replaceAll('/', '-')
  // From the folder in which the site is built: the root of the repository.
  return `/pictures/${existsSync(`public/pictures/${own}.png`) ? own : home}.png`
}
