type Environment = Readonly<Record<string, string | undefined>>

/** Programs differ in the spelling that they read, so any mix of case counts. */
const proxyName = /^(?:https?|all)_proxy$/i
const exceptionsName = /^no_proxy$/i

const namesSet = (env: Environment, pattern: RegExp): readonly string[] =>
  Object.keys(env).filter((name) => pattern.test(name) && (env[name] ?? '') !== '')

const entriesOf = (list: string | undefined): readonly string[] =>
  (list ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')

/** A lone `*` exempts every address; curl reads it only when nothing is beside it. */
const exempts = (list: string | undefined, address: string): boolean => {
  const entries = entriesOf(list)
  return entries.includes(address) || entries.includes('*')
}

/**
 * The lists of exceptions that have to be set, so that no program connects to the address through a proxy; empty when
 * there is no proxy. Lists that exist are extended, because a new one would hide them: Go reads `no_proxy` only when
 * `NO_PROXY` is empty. Without any, the new one is spelled like its proxy.
 */
export const proxyExceptions = (env: Environment, address: string): Readonly<Record<string, string>> => {
  const proxies = namesSet(env, proxyName)
  if (proxies.length === 0) return {}
  const lists = namesSet(env, exceptionsName)
  const isRead = lists.some((name) => name === 'no_proxy' || name === 'NO_PROXY')
  const added = isRead ? [] : proxies.map((name) => (name === name.toLowerCase() ? 'no_proxy' : 'NO_PROXY'))
  return Object.fromEntries(
    [...new Set([...lists, ...added])]
      .filter((name) => !exempts(env[name], address))
      .map((name) => [name, [...entriesOf(env[name]), address].join(',')]),
  )
}
