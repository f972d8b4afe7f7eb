import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { imageOf } from '../../site/diagram.ts'
import * as boot2docker from '../../site/diagrams/boot2docker.ts'
import * as containers from '../../site/diagrams/docker-basics-containers.ts'
import { filesOf } from '../../site/diagrams/files.ts'
import { layOut, mostWidth } from '../../site/diagrams/layout.ts'

const theme = await readFile(join(import.meta.dirname, '../../site/styles/theme.css'), 'utf8')

const all = Object.entries({ ...boot2docker, ...containers }).flatMap(([name, each]) =>
  (['en', 'zh-cn'] as const).map((language) => [name, language, each] as const),
)

test.each(all)('%s (%s) is an image that needs nothing else, in the colours of both themes', (_, language, diagram) => {
  for (const file of filesOf(diagram, language)) {
    const image = imageOf(file, theme)
    expect(image).toMatch(/^<svg [^>]*>\s*<style>svg\{/)
    expect(image).not.toMatch(/@import|url\((?!#)|<script|https?:(?!\/\/www\.w3\.org\/2000\/svg)/)
    expect(image).toContain('color-scheme:light dark;')
    expect(image).toContain('--ship-card: light-dark(#ffffff, #1b1e24);')
    expect([...image.matchAll(/var\((--[\w-]+)\)/g)].filter(([, name]) => !image.includes(`${name}:`))).toEqual([])
  }
})

test.each(all)('%s (%s) has a layout for a desktop that fits the column of text', (_, language, { source }) => {
  const { wide, narrow } = layOut(source[language])
  expect(wide.width).toBeLessThanOrEqual(mostWidth.wide)
  expect(narrow.width).toBeLessThanOrEqual(wide.width)
})

test('for a phone, a diagram runs downwards and its labels are broken into lines', () => {
  const { wide, narrow } = layOut('graph LR\n a["one two three"] --> b["four five six"] --> c["seven eight nine"]')
  expect(wide.width).toBeGreaterThan(wide.height)
  expect(narrow.height).toBeGreaterThan(narrow.width)
  expect(narrow.width).toBeLessThanOrEqual(mostWidth.narrow)
})

test('what cannot be drawn stops the build', () => {
  expect(() => layOut('no diagram')).toThrow('This diagram cannot be drawn:\nno diagram')
})

test('another picture has another address', () => {
  const [one, other] = ['graph LR\n a --> b', 'graph LR\n b --> c'].map((source) =>
    filesOf({ ...boot2docker.clientAndEngine, source: { en: source, 'zh-cn': source } }, 'en').map(({ file }) => file),
  )
  expect(one).not.toEqual(other)
})
