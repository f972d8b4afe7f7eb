/**
 * Compares two versions of Debian packages, as deb-version(7) orders them: negative when `a` is the older one.
 * Epoch first, then the upstream version, then Debian's revision; `~` sorts before everything, even the end.
 */
export const compareVersions = (a: string, b: string): number => {
  const [left, right] = [split(a), split(b)]
  const byEpoch = left.epoch - right.epoch
  return byEpoch || comparePart(left.upstream, right.upstream) || comparePart(left.revision, right.revision)
}

const split = (version: string): { readonly epoch: number; readonly upstream: string; readonly revision: string } => {
  const [, epoch = '0', rest = ''] = /^(?:(\d+):)?(.*)$/s.exec(version) ?? []
  const dash = rest.lastIndexOf('-')
  const cut = dash < 0 ? rest.length : dash
  return { epoch: Number(epoch), upstream: rest.slice(0, cut), revision: rest.slice(cut + 1) }
}

/** Texts and numbers alternate, beginning with a text; numbers of any length are compared numerically. */
const comparePart = (a: string, b: string): number => {
  const [left, right] = [pieces(a), pieces(b)]
  for (let at = 0; at < Math.max(left.length, right.length); at += 2) {
    const byText = compareText(left[at] ?? '', right[at] ?? '')
    if (byText !== 0) return byText
    const [one, other] = [BigInt(left[at + 1] ?? 0), BigInt(right[at + 1] ?? 0)]
    if (one !== other) return one < other ? -1 : 1
  }
  return 0
}

/** `["", "1", ".", "37"]` for `1.37`. */
const pieces = (text: string): readonly string[] =>
  [...text.matchAll(/(\D*)(\d*)/g)].flatMap(([, word = '', number = '']) => [word, number || '0'])

const compareText = (a: string, b: string): number => {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = weight(a[at]) - weight(b[at])
    if (difference !== 0) return difference
  }
  return 0
}

/** `~` sorts before the end, the end before letters, letters before everything else. */
const weight = (character: string | undefined): number => {
  if (character === undefined) return 0
  if (character === '~') return -1
  return /[A-Za-z]/.test(character) ? character.charCodeAt(0) : character.charCodeAt(0) + 256
}
