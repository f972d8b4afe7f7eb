/**
 * A line of `export -p` (bash, print_var_attributes and sh_double_quote or ansic_quote): `declare -x NAME="…"`, or
 * `declare -x NAME=$'…'` when there are control characters. Without a value it is not in the environment.
 */
const exportLine = /^declare -\w*x\w* (\w+)=(?:"((?:[^"\\]|\\[^])*)"|\$'((?:[^'\\]|\\[^])*)')$/gm

/** A variable of the environment in what `export -p` has printed on a terminal; undefined when it is not there. */
export const exportedIn = (printed: string, wanted: string): string | undefined => {
  const bytes = Buffer.from(printed.replaceAll('\r\n', '\n')).toString('latin1')
  for (const [, name, quoted, ansi = ''] of bytes.matchAll(exportLine))
    if (name === wanted) return utf8(quoted === undefined ? unescaped(ansi) : quoted.replace(/\\([\\"$`])/g, '$1'))
  return undefined
}

const letters: Readonly<Record<string, string>> = {
  ...{ a: '\x07', b: '\b', e: '\x1b', E: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
}

/** bash(1), “QUOTING”: letters, bytes in octal, and characters that stand for themselves. */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3}|[^])/g, (_, what: string) =>
    what.length === 3 ? String.fromCharCode(Number.parseInt(what, 8)) : (letters[what] ?? what),
  )

/** Each character of the text is a byte. */
const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8')
