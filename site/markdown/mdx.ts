/** A component that a page shows: its name, its properties as written, and what is between its tags. */
export interface Shown {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly body: string
}

/** A page’s front matter that Markdown needs, and its body without imports and comments. */
export interface PageParts {
  readonly title: string
  readonly description: string
  readonly body: string
  /** What each imported name is: a module’s path, and the name of its export; `*` is all of it. */
  readonly imported: ReadonlyMap<string, { readonly module: string; readonly name: string }>
}

const frontMatter = /^---\n([\s\S]*?)\n---\n/

const entryOf = (matter: string, name: string): string => {
  const found = new RegExp(`^${name}: *(.*)$`, 'm').exec(matter)?.[1]?.trim() ?? ''
  return /^'.*'$/.test(found) ? found.slice(1, -1).replaceAll("''", "'") : found.replace(/^"(.*)"$/, '$1')
}

const importLine = /^import (?:\* as (\w+)|\{([^}]*)\}|\w+) from '([^']*)'\n/gm

const importedIn = (source: string): PageParts['imported'] => {
  const found = new Map<string, { readonly module: string; readonly name: string }>()
  for (const [, all, some = '', module = ''] of source.matchAll(importLine)) {
    if (all !== undefined) found.set(all, { module, name: '*' })
    for (const name of some.split(',').map((part) => part.trim())) if (name !== '') found.set(name, { module, name })
  }
  return found
}

export const partsOf = (source: string): PageParts => {
  const matter = frontMatter.exec(source)?.[1] ?? ''
  return {
    title: entryOf(matter, 'title'),
    description: entryOf(matter, 'description'),
    imported: importedIn(source),
    body: source
      .replace(frontMatter, '')
      .replaceAll(importLine, '')
      .replaceAll(/\{\/\*[\s\S]*?\*\/\}/g, ''),
  }
}

const component = /<([A-Z]\w*)((?:\s+\w+=(?:\{[^}]*\}|"[^"]*"))*)\s*(?:\/>|>([\s\S]*?)<\/\1>)/g

const propertiesOf = (text: string): Shown['properties'] =>
  Object.fromEntries(
    [...text.matchAll(/(\w+)=(?:\{([^}]*)\}|"([^"]*)")/g)].map(([, name = '', code, plain]) => [
      name,
      code ?? plain ?? '',
    ]),
  )

/** The body with each component replaced by what `show` makes of it. */
export const replaceComponents = async (body: string, show: (shown: Shown) => Promise<string>): Promise<string> => {
  const found = [...body.matchAll(component)]
  const texts = await Promise.all(
    found.map(([, name = '', properties = '', inner = '']) =>
      show({ name, properties: propertiesOf(properties), body: inner }),
    ),
  )
  let index = 0
  return body
    .replaceAll(component, () => texts[index++] ?? '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
