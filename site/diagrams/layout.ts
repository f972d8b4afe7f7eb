import { renderMermaidSVG } from 'beautiful-mermaid'

/** A picture at its natural size, at which its letters are 12 px high. */
export interface Drawing {
  readonly svg: string
  readonly width: number
  readonly height: number
}

/** How the same diagram may be laid out. */
interface Layout {
  readonly direction: 'as written' | 'down'
  /** Labels are broken into lines of at most this many columns; a Chinese character takes two. */
  readonly columns?: number
  readonly isTight?: boolean
}

const wideLayouts: readonly Layout[] = [
  { direction: 'as written' },
  { direction: 'as written', columns: 18 },
  { direction: 'as written', columns: 18, isTight: true },
  { direction: 'down' },
  { direction: 'down', columns: 18, isTight: true },
]
const narrowLayouts: readonly Layout[] = [
  { direction: 'down' },
  { direction: 'down', columns: 18 },
  ...[16, 14, 12, 10, 8].map((columns): Layout => ({ direction: 'down', columns, isTight: true })),
  { direction: 'as written', columns: 12, isTight: true },
]

/** The most that fits the column of text on a desktop, and on a phone of 390 px. */
export const mostWidth = { wide: 600, narrow: 340 } as const

const columnsOf = (text: string): number => text.length + (text.match(/[\u2e80-\uffff]/g)?.length ?? 0)

/** At spaces, and between Chinese characters where no mark forbids it. */
const breaks = /(?<= )|(?<=[\u2e80-\uffff])(?<![（“])(?![，。、：；）”])/u
/** Inside a path, an address or the name of an image: after its marks. */
const breaksInWord = /(?<=[/:])(?![/:]|\d)/

/** Breaks a label into lines; a word that is longer than a line is broken, too, where that can be done. */
const wrapped = (label: string, columns: number): string =>
  label
    .split(breaks)
    .flatMap((word) => (columnsOf(word.trimEnd()) > columns ? word.split(breaksInWord) : [word]))
    .reduce<readonly string[]>((lines, word) => {
      const line = lines.at(-1) ?? ''
      if (line !== '' && columnsOf(line + word.trimEnd()) > columns) return [...lines, word]
      return [...lines.slice(0, -1), line + word]
    }, [])
    .map((line) => line.trim())
    .join('<br>')

const wrapLabels = (source: string, columns: number): string => {
  const wrapAll = (label: string): string =>
    label
      .split(/<br ?\/?>/)
      .map((line) => wrapped(line, columns))
      .join('<br>')
  return source
    .replaceAll(/^(?!\s*subgraph\b).*$/gm, (line) =>
      line.replaceAll(/"([^"]*)"/g, (_, label: string) => `"${wrapAll(label)}"`),
    )
    .replaceAll(/\|([^|"]*)\|/g, (_, label: string) => `|${wrapAll(label)}|`)
}

/** A narrow letter that takes room in a layout, and is no part of any label. */
const filler = '\u0131'

/**
 * The library measures with a narrower font than most systems have, digits most of all: each line of an arrow’s label
 * gets more room.
 */
const withRoom = (source: string): string =>
  source.replaceAll(/((?:--|-\.) ")([^"\n]+)(?=" (?:-->|\.->))/g, (_, start: string, label: string) => {
    const padded = label.split('<br>').map((line) => {
      const digits = line.match(/[\d.]/g)?.length ?? 0
      return line + filler.repeat(Math.ceil(columnsOf(line) * 0.2 + digits * 0.25))
    })
    return start + padded.join('<br>')
  })

const sizeOf = (svg: string, name: 'width' | 'height'): number =>
  Math.ceil(Number(new RegExp(` ${name}="([\\d.]+)"`).exec(svg)?.[1]))

const draw = (source: string, { direction, columns, isTight }: Layout): Drawing | undefined => {
  const turned = direction === 'down' ? source.replace(/^graph LR/, 'graph TD') : source
  const text = columns === undefined ? turned : wrapLabels(turned, columns)
  const spacing = isTight === true ? { nodeSpacing: 12, layerSpacing: 28 } : {}
  try {
    const drawn = renderMermaidSVG(withRoom(text), { transparent: true, padding: 8, font: 'system-ui', ...spacing })
    const svg = drawn.replaceAll(filler, '')
    return { svg, width: sizeOf(svg, 'width'), height: sizeOf(svg, 'height') }
  } catch {
    // The library cannot route the edges of some narrow layouts.
    return undefined
  }
}

const firstThatFits = (source: string, layouts: readonly Layout[], most: number): Drawing => {
  let narrowest: Drawing | undefined
  for (const layout of layouts) {
    const drawing = draw(source, layout)
    if (drawing === undefined) continue
    if (drawing.width <= most) return drawing
    if (narrowest === undefined || drawing.width < narrowest.width) narrowest = drawing
  }
  if (narrowest === undefined) throw new Error(`This diagram cannot be drawn:\n${source}`)
  return narrowest
}

/** A diagram for a desktop and for a phone. One that fits in no layout has the least width that it can have. */
export const layOut = (source: string): { readonly wide: Drawing; readonly narrow: Drawing } => ({
  wide: firstThatFits(source.trim(), wideLayouts, mostWidth.wide),
  narrow: firstThatFits(source.trim(), narrowLayouts, mostWidth.narrow),
})
