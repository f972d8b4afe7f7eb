import { describe, expect, test } from 'vitest'
import { notes, type Erratum, type Note } from '../../playbooks/errata.ts'
import { playbooks } from '../fixtures/all-guides.ts'
import { runsOf, showNote } from '../../site/errata.ts'

/** Every mistake that was found in the notes. An item that holds several is split: `4` became `4a` and `4b`. */
const items = { mac: 13, install: 6, beta: 7, overview: 14, windows: 11 }

const all: readonly (readonly [string, Erratum])[] = notes.flatMap((note) =>
  note.errata.map((erratum) => [`${note.id}-${erratum.id}`, erratum] as const),
)

test('no mistake of a note is missing, and none is listed twice', () => {
  const itemsOf = ({ errata }: Note): readonly string[] => [
    ...new Set(errata.map(({ id }) => id.replace(/[a-z]$/, ''))),
  ]
  expect(Object.fromEntries(notes.map((note) => [note.id, itemsOf(note)]))).toEqual(
    Object.fromEntries(
      Object.entries(items).map(([note, count]) => [
        note,
        Array.from({ length: count }, (_each, index) => String(index + 1)),
      ]),
    ),
  )
  expect(new Set(all.map(([anchor]) => anchor)).size).toBe(all.length)
})

test('parts of one item are lettered without a gap', () => {
  for (const note of notes) {
    const letters = Map.groupBy(
      note.errata.map(({ id }) => id).filter((id) => /[a-z]$/.test(id)),
      (id) => id.slice(0, -1),
    )
    for (const parts of letters.values())
      expect(parts.map((id) => id.at(-1))).toEqual(['a', 'b', 'c', 'd', 'e'].slice(0, parts.length))
  }
})

describe.each(all)('%s', (_anchor, { said, now, basis, executable }) => {
  test('rests on a step of a guide, or on a page of others', () => {
    if (basis.kind === 'slip') {
      expect(executable).toBe(false)
      return
    }
    for (const { url } of basis.sources) expect(url).toMatch(/^https:\/\/[^\s]+$/)
    expect(basis.kind === 'step' ? basis.steps.length : basis.sources.length).toBeGreaterThan(0)
    for (const step of basis.kind === 'step' ? basis.steps : []) {
      const guide = playbooks.find(({ steps }) => steps.includes(step))
      expect(guide, `the step “${step.id}” belongs to no guide`).toBeDefined()
      expect(guide?.steps, `no guide has the step “${step.id}”`).toContain(step)
    }
  })

  test('is said in both languages, with its code closed', () => {
    for (const text of [said, now].flatMap((words) => Object.values(words))) expect(text.split('`').length % 2).toBe(1)
    // What was said may be a word that is quoted; what is true is a sentence.
    expect(now['zh-cn']).toMatch(/\p{Script=Han}/u)
    expect(`${said['zh-cn']}${now['zh-cn']}`).not.toMatch(/\p{Script=Han}[,;:?!]|\p{Script=Han}\.(?:\s|$)|映像/u)
  })
})

test('a line links to the step on the page of the reader’s language', () => {
  const [note] = notes
  const [shown] = note === undefined ? [] : showNote(note, playbooks, 'zh-cn')
  expect(shown?.recipes).toEqual([])
  expect(shown?.proofs).toEqual([
    { href: '/zh-cn/boot2docker/#step-web', text: 'boot2docker 第 9 步：运行一个 Web 服务器' },
  ])
})

test('a step that no run here can reach is not called a proof', () => {
  const lines = notes.flatMap((each) => showNote(each, playbooks, 'en'))
  const [proofs, recipes] = [lines.flatMap((line) => line.proofs), lines.flatMap((line) => line.recipes)]
  expect(proofs.filter(({ href }) => href.startsWith('/windows-on-fusion/'))).toEqual([])
  expect(recipes.filter(({ href }) => !href.startsWith('/windows-on-fusion/'))).toEqual([])
})

test('what stands between backticks is code', () => {
  expect(runsOf('`-p 1:2` is wrong.')).toEqual([
    { text: '-p 1:2', isCode: true },
    { text: ' is wrong.', isCode: false },
  ])
})
