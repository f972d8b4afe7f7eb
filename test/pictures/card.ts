/** What stands on a page’s Open Graph picture. */
export interface Card {
  readonly lang: string
  readonly title: string
  readonly description: string
}

/** Open Graph, “Structured Properties”: the size that most sites show without cropping. */
export const cardSize = { width: 1200, height: 630 } as const

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The picture as a page, to be photographed. It loads nothing. */
export const cardPage = ({ lang, title, description }: Card): string => `<!doctype html>
<html lang="${lang}"><meta charset="utf-8"><style>
  body { margin: 0; width: ${cardSize.width}px; height: ${cardSize.height}px; display: flex; flex-direction: column;
    justify-content: space-between; box-sizing: border-box; padding: 72px 80px; background: #101216; color: #f2f4f8;
    font-family: "Noto Sans", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "DejaVu Sans", sans-serif; }
  h1 { margin: 0; font-size: 76px; line-height: 1.2; }
  p { margin: 24px 0 0; font-size: 32px; line-height: 1.45; color: #a9b1bf; }
  footer { display: flex; align-items: center; gap: 24px; font-size: 34px; color: #5cc8cf; }
  path { fill: none; stroke: #5cc8cf; stroke-width: 3; stroke-linecap: round; stroke-linejoin: round; }
</style><main><h1>${escape(title)}</h1><p>${escape(description)}</p></main>
<footer><svg width="64" height="64" viewBox="0 0 32 32"><path d="M4 19h24l-4 8H8z"/><path d="M9 10.5l5 4.5L24 4"/></svg>
Shipshape</footer></html>`
