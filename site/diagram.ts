import type { Drawing } from './diagrams/layout.ts'

/** The colours of styles/theme.css, each for light and for dark. */
const coloursOf = (theme: string): string =>
  [...theme.matchAll(/--(?:ship|sl-color)-[\w-]+: light-dark\(#[0-9a-f]+, #[0-9a-f]+\);/g)].join('')

/** The library's names for colours, by ours. */
const mapping = [
  '--_text:var(--ship-ink);--_text-sec:var(--ship-quiet);--_text-muted:var(--ship-quiet)',
  '--_text-faint:var(--ship-edge)',
  '--_line:var(--ship-quiet);--_node-fill:var(--sl-color-accent-low);--_node-stroke:var(--sl-color-accent)',
  '--_group-fill:transparent;--_group-hdr:var(--ship-screen);--_inner-stroke:var(--ship-edge)',
  '--_key-badge:var(--ship-edge);--_arrow:var(--sl-color-accent);--bg:var(--ship-card);background:var(--ship-card)',
].join(';')

/** An image shows only fonts that the reader's system has. Letters are at least 12 px high. */
const fonts =
  "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','PingFang SC','Noto Sans CJK SC'," +
  "'Microsoft YaHei',sans-serif"

/**
 * A diagram as an image of its own, in the colours of the site. A browser gives an image the colour scheme of the page
 * that shows it, so it follows light and dark without a script. The library's own style is removed: it uses a font
 * server.
 */
export const imageOf = ({ svg }: Drawing, theme: string): string => {
  const style =
    `svg{color-scheme:light dark;${coloursOf(theme)}${mapping};${fonts}}` +
    'svg .node text,svg .edge-label text{font-size:12px}'
  return svg
    .replace(/<style>[\s\S]*?<\/style>/, `<style>${style}</style>`)
    .replace(/^<svg([^>]*?) style="[^"]*"/, '<svg$1')
}
