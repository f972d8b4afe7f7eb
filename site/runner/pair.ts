/** Kept per origin, so that a reload and a second tab stay paired; the runner makes a new one at each start. */
const key = 'shipshape-token'

type Store = Pick<Storage, 'getItem' | 'setItem'>

/** The token in a fragment such as `#token=…`, as the runner prints it. */
export const tokenIn = (fragment: string): string | undefined => /^#token=([\w-]{20,128})$/.exec(fragment)?.[1]

/** A browser may forbid a page to keep anything; then the page is simply not paired. */
const forgiving = <Result>(use: () => Result): Result | undefined => {
  try {
    return use()
  } catch {
    // See above: nothing is kept then.
    return undefined
  }
}

export const keepToken = (token: string, store: Store): void => forgiving(() => store.setItem(key, token))

export const keptToken = (store: Store): string | undefined => forgiving(() => store.getItem(key)) ?? undefined

/** Moves a token out of the address bar, where it could be copied, bookmarked or photographed. */
export const pairFrom = (location: Location, history: History, store: Store): boolean => {
  const token = tokenIn(location.hash)
  if (token === undefined) return false
  keepToken(token, store)
  history.replaceState(history.state, '', location.pathname + location.search)
  return true
}
