import { holdsValue } from './text.ts'

/** The kinds of mistake that a person, or an attacker of the checks, makes in one word. */
export type WordKind = 'swap' | 'other-image' | 'other-tag' | 'rename' | 'other-address' | 'other-number'

export interface Variant {
  readonly kind: WordKind
  readonly to: string
}

/** The next letter or digit, so that the same word always becomes the same other word. */
const next = (character: string): string => {
  if (character === '9') return '8'
  if (character === 'z') return 'y'
  if (character === 'Z') return 'Y'
  return String.fromCharCode(character.charCodeAt(0) + 1)
}

/** The last letter of a word changed: `web` → `wec`. A value that is only known later gets a letter more. */
const oneLetter = (text: string): string => {
  const changed = text.replace(/[A-Za-z](?=[^A-Za-z]*$)/, next)
  return changed === text && holdsValue(text) ? `${text}x` : changed
}

const oneNumber = (digits: string): string => digits.replace(/\d$/, next)

/** Not those of an address, nor those of a command in `$(…)`: they are mutated as what they are. */
const numbers = (text: string): readonly Variant[] =>
  [...text.matchAll(/\d{1,3}(?:\.\d{1,3}){3}|\$\([^)]*\)|\d+/g)]
    .filter(({ 0: found }) => /^\d+$/.test(found))
    .slice(0, 3)
    .map(({ index, 0: digits }) => ({
      kind: 'other-number',
      to: splice(text, index, digits.length, oneNumber(digits)),
    }))

const splice = (text: string, at: number, length: number, put: string): string =>
  text.slice(0, at) + put + text.slice(at + length)

const address = /\d{1,3}(?:\.\d{1,3}){3}/

const ports = (text: string): readonly Variant[] => {
  const match = /^(.*?)([^:]+):([^:/]+)(\/\w+)?$/s.exec(text)
  if (match === null) return numbers(text)
  const [, before = '', host = '', guest = '', protocol = ''] = match
  return [
    { kind: 'swap', to: `${before}${guest}:${host}${protocol}` },
    ...addresses(text),
    ...numbers(`${host}:${guest}`).map(({ kind, to }) => ({ kind, to: before + to + protocol })),
  ]
}

const addresses = (text: string): readonly Variant[] =>
  address.test(text)
    ? [
        {
          kind: 'other-address',
          to: text.replace(address, (found) => found.replace(/\d+$/, (last) => oneNumber(last))),
        },
      ]
    : []

const mount = (text: string): readonly Variant[] => {
  const [from = '', to = '', ...options] = text.split(':')
  if (to === '') return [{ kind: 'rename', to: oneLetter(text) }]
  const rest = options.map((option) => `:${option}`).join('')
  return [
    { kind: 'swap', to: `${to}:${from}${rest}` },
    ...(rest === '' ? [] : [{ kind: 'swap', to: `${from}:${to}` } as const]),
    { kind: 'rename', to: `${oneLetter(from)}:${to}${rest}` },
    { kind: 'rename', to: `${from}:${oneLetter(to)}${rest}` },
  ]
}

/** One that every lab has, and a tag that nobody has. */
export const otherImage = (text: string): readonly Variant[] => {
  const there = text.startsWith('busybox') ? 'hello-world:linux' : 'busybox:1.37'
  const tag = /:([\w.-]+)$/.exec(text)?.[1]
  const typo = { kind: 'other-tag', to: text.replace(/[A-Za-z](?=[^A-Za-z]*(?::[\w.-]+)?$)/, next) } as const
  const wrongTag =
    tag === undefined
      ? [{ kind: 'other-tag', to: `${text}:9` } as const]
      : [
          {
            kind: 'other-tag',
            to: text.slice(0, -tag.length) + (/\d/.test(tag) ? tag.replace(/\d(?=\D*$)/, next) : oneLetter(tag)),
          } as const,
        ]
  return [{ kind: 'other-image', to: there }, ...wrongTag, typo]
}

const url = (text: string): readonly Variant[] => {
  const match = /^([^:]*:\/\/)(.*?)(?::([^/:]+))?(\/.*)?$/s.exec(text)
  if (match === null) return []
  const [, scheme = '', host = '', port, path = ''] = match
  const tail = port === undefined ? '' : `:${port}`
  const otherHost = address.test(host)
    ? (addresses(host)[0]?.to ?? host)
    : host === 'localhost'
      ? '127.0.0.2'
      : oneLetter(host)
  const otherPort =
    port === undefined ? [] : [`${scheme}${host}:${holdsValue(port) ? `${port}1` : oneNumber(port)}${path}`]
  return [
    // What stands between $(…) is a command, and is mutated as one.
    ...(host.includes('$(') ? [] : [{ kind: 'other-address', to: `${scheme}${otherHost}${tail}${path}` } as const]),
    ...otherPort.map((to): Variant => ({ kind: 'other-number', to })),
    ...(path.length > 1 ? [{ kind: 'rename', to: `${scheme}${host}${tail}${oneLetter(path)}` } as const] : []),
  ]
}

const looksLikeImage = /^(?:[\w.-]+(?::\d+)?\/)*[a-z][a-z0-9._-]*:[\w][\w.-]*$/

/** Other words that a person might have typed here. `flag` is the flag whose value it is. */
export const variantsOf = (text: string, flag = ''): readonly Variant[] => {
  if (flag === '-p' || flag === '--publish') return ports(text)
  if (flag === '-v' || flag === '--volume') return mount(text)
  if (/:\/\//.test(text)) return url(text)
  if (/^\w[\w.-]*=/.test(text))
    return variantsOf(text.replace(/^[^=]*=/, '')).map(({ kind, to }) => ({
      kind,
      to: `${text.replace(/=.*/s, '')}=${to}`,
    }))
  if (looksLikeImage.test(text) && !/^\d/.test(text) && flag === '') return otherImage(text)
  const plain: readonly Variant[] = [...addresses(text), ...numbers(text).slice(0, 2)]
  const renamed = text.includes('$(') && text.endsWith(')') ? text : oneLetter(text)
  return renamed === text ? plain : [{ kind: 'rename', to: renamed }, ...plain]
}
