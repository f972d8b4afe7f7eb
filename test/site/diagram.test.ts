import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { imageOf } from '../../site/diagram.ts'
import * as armOnMac from '../../site/diagrams/arm-on-mac.ts'
import * as boot2docker from '../../site/diagrams/boot2docker.ts'
import * as choose from '../../site/diagrams/choose.ts'
import * as containers from '../../site/diagrams/containers.ts'
import * as dockerForMac from '../../site/diagrams/docker-for-mac.ts'
import * as images from '../../site/diagrams/images.ts'
import { filesOf } from '../../site/diagrams/files.ts'
import { layOut, mostWidth } from '../../site/diagrams/layout.ts'
import * as windows from '../../site/diagrams/windows-on-fusion.ts'

const theme = await readFile(join(import.meta.dirname, '../../site/styles/theme.css'), 'utf8')

const modules = [armOnMac, boot2docker, choose, containers, dockerForMac, images, windows]
const all = modules
  .flatMap((module) => Object.entries(module))
  .flatMap(([name, each]) => (['en', 'zh-cn'] as const).map((language) => [name, language, each] as const))

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

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The boxes of the labels of a picture's arrows. */
const labelsOf = (svg: string): readonly Box[] =>
  [
    ...svg.matchAll(
      /<g class="edge-label"[^>]*>\s*<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
    ),
  ].map(([, ...sizes]) => {
    const [left = 0, top = 0, width = 0, height = 0] = sizes.map(Number)
    return { left, top, right: left + width, bottom: top + height }
  })

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

test.each(all)('%s (%s) has each label in the picture, and none over another', (_, language, { source }) => {
  for (const { svg, width } of Object.values(layOut(source[language]))) {
    const labels = labelsOf(svg)
    expect(labels).toHaveLength(svg.match(/class="edge-label"/g)?.length ?? 0)
    expect(labels.filter(({ left, right }) => left < 0 || right > width)).toEqual([])
    expect(labels.filter((one, at) => labels.slice(at + 1).some((other) => overlap(one, other)))).toEqual([])
  }
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
