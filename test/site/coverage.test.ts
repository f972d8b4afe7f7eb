import { describe, expect, test } from 'vitest'
import { type CoveredItem, type Place, coveredNotes } from '../../playbooks/coverage.ts'
import { notes } from '../../playbooks/errata.ts'
import { showCovered } from '../../site/coverage.ts'
import { playbooks } from '../fixtures/all-guides.ts'
import { readPage } from './support/page-source.ts'

/** What each note says: an item more or less has to be counted here. */
const counts = { mac: 26, install: 22, beta: 35, overview: 51, windows: 19 }

const languages = ['en', 'zh-cn'] as const

const all: readonly (readonly [string, CoveredItem])[] = coveredNotes.flatMap(({ id, items }) =>
  items.map((each) => [`${id}: ${each.item.en}`, each] as const),
)

/** A place that a reader of one language would not find; undefined when all is right. */
const missing = async (place: Place): Promise<string | undefined> => {
  switch (place.kind) {
    case 'step': {
      const steps = playbooks.find(({ id }) => id === place.guide)?.steps ?? []
      return steps.some(({ id }) => id === place.step) ? undefined : `${place.guide} has no step ${place.step}`
    }
    case 'erratum': {
      const errata = notes.find(({ id }) => id === place.note)?.errata ?? []
      return errata.some(({ id }) => id === place.id) ? undefined : `${place.note} has no erratum ${place.id}`
    }
    case 'heading': {
      const pages = await Promise.all(languages.map((language) => readPage(language, place.page)))
      const positions = pages.map(({ headings }, index) =>
        headings.findIndex(({ text }) => text === place.heading[languages[index] ?? 'en']),
      )
      // The same section: at the same position in both languages.
      const isThere = positions[0] !== -1 && new Set(positions).size === 1
      return isThere ? undefined : `${place.page} has no section “${place.heading.en}”: ${positions.join(', ')}`
    }
  }
}

test('the notes are those of the errata, each with all that it says', () => {
  expect(coveredNotes.map(({ id }) => id)).toEqual(notes.map(({ id }) => id))
  expect(Object.fromEntries(coveredNotes.map(({ id, items }) => [id, items.length]))).toEqual(counts)
  expect(new Set(all.map(([name]) => name)).size).toBe(all.length)
})

describe.each(all)('%s', (_name, { item, places }) => {
  test('leads to places that exist in both languages', async () => {
    expect(places.length).toBeGreaterThan(0)
    expect((await Promise.all(places.map(missing))).filter((each) => each !== undefined)).toEqual([])
  })

  test('is said in both languages, with its code closed', () => {
    for (const text of Object.values(item)) expect(text.split('`').length % 2).toBe(1)
    expect(item['zh-cn']).toMatch(/\p{Script=Han}|^`.*`$/u)
    expect(item['zh-cn'].replaceAll(/`[^`]*`/g, '')).not.toMatch(/\p{Script=Han}[,;:?!]|\p{Script=Han}\.(?:\s|$)/u)
  })
})

test('every correction of the errata is reached from what its note says', () => {
  const reached = new Set(
    all.flatMap(([, { places }]) =>
      places.flatMap((place) => (place.kind === 'erratum' ? [`${place.note}-${place.id}`] : [])),
    ),
  )
  const corrections = notes.flatMap(({ id, errata }) => errata.map((erratum) => `${id}-${erratum.id}`))
  expect(corrections.filter((each) => !reached.has(each))).toEqual([])
})

test('a page in each language shows each note', async () => {
  for (const language of languages) {
    const { components } = await readPage(language, 'coverage')
    expect(components).toEqual(coveredNotes.map(({ id }) => `Coverage of=notes.${id}`))
  }
})

test('a line links to the pages of the reader’s language', () => {
  const [note] = coveredNotes
  const [shown] = note === undefined ? [] : showCovered(note, playbooks, 'zh-cn')
  expect(shown).toEqual({
    item: [{ text: 'Docker 不能在 Mac 上原生运行，需要 Linux 虚拟机', isCode: false }],
    links: [
      { href: '/zh-cn/boot2docker/#step-no-engine', text: 'boot2docker 第 1 步：在没有引擎的电脑上运行客户端' },
      { href: '/zh-cn/boot2docker/#为什么需要虚拟机', text: 'boot2docker：为什么需要虚拟机' },
      {
        href: '/zh-cn/errata/#mac-11a',
        text: '勘误：Docker 不能在 Mac 上原生运行，所以要装 boot2docker',
      },
    ],
  })
})
