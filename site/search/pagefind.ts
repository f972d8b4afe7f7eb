/** The part of Pagefind’s API that is used here: pagefind.app/docs/api. */
export interface Pagefind {
  readonly init: () => Promise<void>
  /** null when another search has begun meanwhile. */
  readonly debouncedSearch: (words: string) => Promise<PagefindSearch | null>
}

export interface PagefindSearch {
  readonly results: readonly { readonly data: () => Promise<PagefindPage> }[]
}

export interface PagefindPage {
  readonly url: string
  readonly meta: { readonly title?: string }
  /** HTML, of which only text and `<mark>` are shown. */
  readonly excerpt: string
  readonly sub_results: readonly { readonly title: string; readonly url: string; readonly excerpt: string }[]
}

const address = '/pagefind/pagefind.js'

/**
 * Loads the index that the build made. It knows the page’s language by `<html lang>`.
 * @throws when there is none.
 */
export const loadPagefind = async (): Promise<Pagefind> => {
  const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind // its documented API
  await pagefind.init()
  return pagefind
}
