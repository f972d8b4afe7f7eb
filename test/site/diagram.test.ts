import { expect, test } from 'vitest'
import { drawDiagram } from '../../site/diagram.ts'
import * as diagrams from '../../site/diagrams/boot2docker.ts'

const all = Object.entries(diagrams).flatMap(([name, each]) =>
  (['en', 'zh-cn'] as const).map((language) => [name, language, each] as const),
)

test.each(all)(
  '%s (%s) needs nothing but the page, and describes what it shows',
  (_name, language, { source, title, description }) => {
    const svg = drawDiagram({ of: source[language], title: title[language], description: description[language] })
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="(\S+)-title \1-text">\s*<title id="\1-title">/)
    expect(svg).toContain(`>${title[language]}</title>`)
    expect(svg).toContain(`>${description[language]}</desc>`)
    expect(svg).not.toMatch(/@import|url\((?!#)|<style|\sstyle=|<script|https?:(?!\/\/www\.w3\.org\/2000\/svg)/)
  },
)

test('two diagrams on a page do not share their arrowheads', () => {
  const ids = ['graph LR\n a --> b', 'graph LR\n b --> c'].flatMap((of) =>
    [...drawDiagram({ of, title: 't', description: 'd' }).matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

test('a title cannot become markup', () => {
  expect(drawDiagram({ of: 'graph LR\n a --> b', title: '<script>', description: 'a < b & c' })).toContain(
    '&lt;script&gt;</title>',
  )
})
