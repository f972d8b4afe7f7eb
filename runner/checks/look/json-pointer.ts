/** What an RFC 6901 pointer finds; undefined when it leads nowhere. `''` is the whole. */
export const valueAt = (whole: unknown, pointer: string): unknown =>
  pointer.split('/').slice(1).map(unescapePart).reduce<unknown>(child, whole)

// §4: `~1` first, for `~01` is `~1`.
const unescapePart = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')

const child = (parent: unknown, name: string): unknown =>
  typeof parent === 'object' && parent !== null && Object.hasOwn(parent, name)
    ? (parent as Readonly<Record<string, unknown>>)[name]
    : undefined // it has that name
