import { renderMermaidSVG } from 'beautiful-mermaid'

export interface DiagramText {
  /** Mermaid source. */
  readonly of: string
  /** What it is, in a few words. */
  readonly title: string
  /** What it shows, for readers who cannot see it. */
  readonly description: string
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A short unique name for each diagram, so that two on a page do not share their arrowheads. */
const nameOf = (text: string): string => {
  let hash = 5381
  for (const character of text) hash = (hash * 33 + (character.codePointAt(0) ?? 0)) >>> 0
  return `diagram-${hash.toString(36)}`
}

/**
 * The library measures with a narrower font than most systems have; each label's box is widened by this on each side.
 */
const slack = 6

const widened = (svg: string): string =>
  svg.replaceAll(
    /(<g class="edge-label"[^>]*>\s*<rect) x="([\d.]+)"([^>]*?) width="([\d.]+)"/g,
    (_all, start: string, x: string, between: string, width: string) =>
      `${start} x="${Number(x) - slack}"${between} width="${Number(width) + 2 * slack}"`,
  )

/**
 * Draws a diagram as a self-contained SVG: its colours are the page's custom properties (styles/theme.css),
 * so it follows light and dark without a script. The library's own style element is removed: it uses a font server.
 */
export const drawDiagram = ({ of, title, description }: DiagramText): string => {
  const name = nameOf(of + title)
  const drawn = renderMermaidSVG(of.trim(), { transparent: true, padding: 8, font: 'system-ui' })
  const opening = `role="img" aria-labelledby="${name}-title ${name}-text"`
  return widened(drawn)
    .replace(
      /<style>[\s\S]*?<\/style>/,
      `<title id="${name}-title">${escaped(title)}</title><desc id="${name}-text">${escaped(description)}</desc>`,
    )
    .replace(/^<svg([^>]*?) style="[^"]*"/, `<svg$1 ${opening}`)
    .replaceAll(/(id="|url\(#)arrowhead/g, `$1${name}-arrow`)
}
