/** One paragraph of deb-control(5) or of a list of packages: its fields by name, folded lines kept as they are. */
export type Stanza = ReadonlyMap<string, string>

/** Paragraphs of a file in deb822(5). */
export const parseStanzas = (text: string): readonly Stanza[] =>
  text.split(/\n\n+/).flatMap((paragraph) => {
    const fields = [...paragraph.matchAll(/^([A-Za-z][\w-]*):[ \t]*(.*(?:\n[ \t].*)*)/gm)]
    return fields.length === 0 ? [] : [new Map(fields.map(([, name = '', value = '']) => [name, value.trim()]))]
  })

export const field = (stanza: Stanza, name: string): string => stanza.get(name) ?? ''

/** An alternative of a dependency: a package, optionally with a version relation. */
export interface Alternative {
  readonly name: string
  readonly relation?: string
  readonly version?: string
}

/** `a (>= 1) | b, c`: all of the outer list, any of each inner one (deb-control(5), “Depends”). */
export const parseDependencies = (text: string): readonly (readonly Alternative[])[] =>
  text === '' ? [] : text.split(',').map((group) => group.split('|').flatMap(parseAlternative))

const alternative = /^\s*([a-z0-9][a-z0-9+.-]*)(?::\w+)?\s*(?:\(\s*(<<|<=|=|>=|>>)\s*([^)\s]+)\s*\))?/

const parseAlternative = (text: string): readonly Alternative[] => {
  const [, name, relation, version] = alternative.exec(text) ?? []
  if (name === undefined) return []
  return [{ name, ...(relation === undefined || version === undefined ? {} : { relation, version }) }]
}
