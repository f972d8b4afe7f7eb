/** The keys of a JSON pointer (RFC 6901). */
const keysOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))

const isIndex = (key: string): boolean => /^\d+$/.test(key)
const isField = (key: string): boolean => /^[A-Z]\w*$/.test(key)

/**
 * The expression of Go’s templates for what a JSON pointer leads to: `.Config.Cmd`, or `(index .Mounts 0).Source`. A
 * key that is no name of a field, such as `80/tcp`, is one of a map.
 */
export const goExpression = (pointer: string): string =>
  keysOf(pointer).reduce((before, key) => {
    if (isField(key)) return `${before}.${key}`
    return `(index ${before === '' ? '.' : before} ${isIndex(key) ? key : JSON.stringify(key)})`
  }, '')
