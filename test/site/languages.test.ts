import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { playbooks } from '../fixtures/all-guides.ts'
import { images } from '../../playbooks/images.ts'
import type { Language, Words } from '../../playbooks/model/index.ts'
import { sayDisagreement } from '../../runner/evidence/say-disagreement.ts'
import { say } from '../../runner/words/say.ts'
import type { Diagram } from '../../site/diagrams/diagram.ts'
import { markDetails, markText } from '../../site/evidence/words.ts'
import { sidebarGroups } from '../../site/guides.ts'
import { recordingWords } from '../../site/recording/words.ts'
import { phrases } from '../../site/words.ts'
import { caughtWords } from '../../site/words/caught.ts'
import { copyWords } from '../../site/words/copy.ts'
import { hereWords } from '../../site/words/here.ts'
import { historyWords } from '../../site/words/history.ts'
import { keptWords } from '../../site/words/kept.ts'
import { noticeWords } from '../../site/words/notice.ts'
import { runningWords } from '../../site/words/running.ts'
import { preparationWords } from '../../site/words/preparation.ts'
import * as partWords from '../../runner/preparation/words.ts'
import { examineModules } from '../../runner/guides/examine.ts'
import { checkPages, siteLists } from '../../runner/guides/pages/check-pages.ts'
import { cacheDir } from '../../runner/paths.ts'
import { everyDisagreement, everyMark } from '../fixtures/marks.ts'
import { pageNames, readPage } from './support/page-source.ts'

const root = join(import.meta.dirname, '../..')

const pages = await pageNames('en')

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)
/** `VirtualBox`, `docker run`, `2376`: what is the same in every language. */
const isName = (text: string): boolean =>
  text
    .replaceAll(/`[^`]*`/g, '')
    .split(/[\s,.:;/()–-]+/)
    .every((word) => !/^\p{Ll}{2,}/u.test(word))
const isTranslated = ({ en, 'zh-cn': zhCn }: Words): boolean =>
  zhCn.trim() !== '' && (isHan(zhCn) || (en === zhCn && isName(en)))

/** Marks and words that a native writer would not use; see the glossary in CONTRIBUTING.md. */
const slips: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Han}[,;:?!](?!\S*:\/\/)/u, '，；：？！ are full-width after a Chinese character'],
  [/\p{Script=Han}\.(?:\s|$)/u, 'a sentence ends with 。'],
  [/\p{Script=Han} ?\([^)]*\p{Script=Han}/u, 'brackets around Chinese are （）'],
  [/\.\.\.|(?<!…)…(?!…)(?=\s*$)/u, 'an ellipsis is ……'],
  [/撤消/u, '撤销'],
  [/登陆/u, '登录'],
  [/缺省/u, '默认'],
  [/其它/u, '其他'],
  [/帐[号户]/u, '账号'],
  [/引擎所在的?电脑/u, '宿主机'],
  [/网页服务器/u, 'Web 服务器'],
  [/没有回音/u, '无响应'],
  [/应答/u, '响应'],
  [/没有回音/, '无响应'],
  [/发布(?:的|了|一个|这个)?端口/u, '映射端口'],
  [/映像/u, '镜像'],
  [/注册表/u, '镜像仓库'],
  [/用户您|您/u, '你'],
]
const slipsIn = (text: string): readonly string[] =>
  slips.flatMap(([slip, instead]) => (slip.test(text) ? [`“${text.slice(0, 60)}”: ${instead}`] : []))

/** All texts in several languages in a thing, each with the way to it. */
const wordsIn = (thing: unknown, path = ''): readonly (readonly [string, Words])[] => {
  if (typeof thing !== 'object' || thing === null) return []
  if ('en' in thing && 'zh-cn' in thing) return [[path, thing as Words]] // both languages are there
  return Object.entries(thing).flatMap(([key, value]) => wordsIn(value, `${path}/${key}`))
}

const untranslated = (thing: unknown): readonly string[] =>
  wordsIn(thing).flatMap(([path, words]) => (isTranslated(words) ? [] : [`${path}: “${words['zh-cn']}”`]))
const allSlips = (thing: unknown): readonly string[] => wordsIn(thing).flatMap(([, words]) => slipsIn(words['zh-cn']))

test('every page is there in both languages', async () => {
  expect(await pageNames('zh-cn')).toEqual(pages)
})

describe.each(pages)('the page %s', (page) => {
  test('has the same front matter, headings, steps, diagrams and links in both languages', async () => {
    const [en, zhCn] = await Promise.all([readPage('en', page), readPage('zh-cn', page)])
    expect(zhCn.keys).toEqual(en.keys)
    expect(zhCn.headings.map(({ level }) => level)).toEqual(en.headings.map(({ level }) => level))
    expect(zhCn.components).toEqual(en.components)
    expect(zhCn.links).toEqual(en.links)
  })

  test('is Chinese wherever it is read in Chinese', async () => {
    const [en, zhCn] = await Promise.all([readPage('en', page), readPage('zh-cn', page)])
    const english = new Set(en.prose.filter((text) => !isName(text)))
    expect(zhCn.prose.filter((text) => english.has(text))).toEqual([])
    const headings = zhCn.headings.map(({ text }, index) => ({ en: en.headings[index]?.text ?? '', 'zh-cn': text }))
    expect(headings.filter((words) => !isTranslated(words))).toEqual([])
    expect(zhCn.prose.flatMap(slipsIn)).toEqual([])
  })
})

describe.each(playbooks.map((playbook) => [playbook.id, playbook] as const))('the guide %s', (id, playbook) => {
  test('says everything in both languages', () => {
    expect(untranslated(playbook)).toEqual([])
    expect(allSlips(playbook)).toEqual([])
  })

  test('is in the sidebar, and has a page in each language that shows each step once, in order', async () => {
    const [examined] = await examineModules({ root, cache: cacheDir() }, [id])
    const tried = examined?.tried
    if (tried?.kind !== 'loads') throw new Error(`The guide “${id}” does not load.`)
    expect(checkPages(root, await siteLists(root), { id, steps: tried.steps, exported: tried.exports })).toEqual([])
  })
})

const diagramFiles = (await readdir(new URL('../../site/diagrams', import.meta.url))).filter(
  (file) => !['diagram.ts', 'files.ts', 'layout.ts'].includes(file),
)

/** A diagram's shape: everything but what is written in it. */
const shapeOf = (source: string): string => source.replaceAll(/"[^"]*"/g, '""').replaceAll(/\|[^|]*\|/g, '||')

test.each(diagramFiles)(
  'the diagrams in %s say everything in both languages, and have the same shape',
  async (file) => {
    const path = join(import.meta.dirname, `../../site/diagrams/${file}`)
    const module = (await import(path)) as Record<string, unknown> // a module is a record of what it exports
    const isDiagram = (thing: unknown): thing is Diagram =>
      typeof thing === 'object' && thing !== null && 'source' in thing
    const diagrams = Object.values(module).filter(isDiagram)
    expect(diagrams.length).toBeGreaterThan(0)
    expect(untranslated(diagrams)).toEqual([])
    expect(allSlips(diagrams.map(({ title, description }) => [title, description]))).toEqual([])
    for (const { source } of diagrams) expect(shapeOf(source['zh-cn'])).toBe(shapeOf(source.en))
  },
)

/** What a phrase says, for arguments of whatever kind. */
const phraseWords = (key: string, en: unknown, zhCn: unknown): readonly (readonly [string, Words])[] => {
  // A phrase with holes.
  const call = (phrase: unknown): string => (phrase as (...given: unknown[]) => string)(2, 'x', 'x')
  if (typeof en === 'function') return [[key, { en: call(en), 'zh-cn': call(zhCn) }]]
  if (typeof en === 'string') return [[key, { en, 'zh-cn': String(zhCn) }]]
  // Phrases has texts, functions, and records of them.
  const [ours, theirs] = [en, zhCn] as [Record<string, unknown>, Record<string, unknown>]
  return Object.keys(ours).flatMap((inner) => phraseWords(`${key}/${inner}`, ours[inner], theirs[inner]))
}

test('what pages say around a guide is said in both languages', async () => {
  const all = [
    phrases,
    copyWords,
    recordingWords,
    caughtWords,
    preparationWords,
    runningWords,
    hereWords,
    noticeWords,
    keptWords,
    historyWords,
  ].flatMap((each) => phraseWords('', each.en, each['zh-cn']))
  const words = all.filter(([key]) => !['/language', '/sentence', '/of', '/comma', '/space'].includes(key))
  expect(words.length).toBeGreaterThan(50)
  expect(words.filter(([, each]) => !isTranslated(each))).toEqual([])
  expect(words.flatMap(([, each]) => slipsIn(each['zh-cn']))).toEqual([])
  expect(untranslated(sidebarGroups)).toEqual([])
  const [en, zhCn] = await Promise.all(
    ['en', 'zh-CN'].map(
      async (name) =>
        JSON.parse(await readFile(new URL(`../../site/content/i18n/${name}.json`, import.meta.url), 'utf8')) as object,
    ),
  ) // a JSON file of ours
  expect(Object.keys(zhCn ?? {})).toEqual(Object.keys(en ?? {}))
})

test('what is said of parts that are prepared is said in both languages', () => {
  const { waitingFor, becauseOf, ...texts } = partWords
  const title = { en: 'The image', 'zh-cn': '镜像' }
  const all = [...Object.values(texts), waitingFor(title), becauseOf(title)]
  expect(untranslated(all)).toEqual([])
  expect(allSlips(all)).toEqual([])
})

test('what a guide needs is shown in both languages', () => {
  const needs = playbooks.flatMap((playbook) => [...playbook.needs, ...playbook.steps.flatMap((step) => step.needs)])
  expect(untranslated(needs.map((need) => say({ kind: 'need', need })))).toEqual([])
})

test('the rules see what they are meant to see', () => {
  const said = (zhCn: string, en = 'Start the machine'): boolean => isTranslated({ en, 'zh-cn': zhCn })
  expect([
    said('启动虚拟机'),
    said('Start the machine'),
    said(''),
    said('Start machine'),
    said('VirtualBox', 'VirtualBox'),
    said('`docker ps`', '`docker ps`'),
  ]).toEqual([true, false, false, false, true, true])
  const wrong = ['启动,然后停止', '完成.', '看(这里)', '撤消操作', '请您登陆', '等一下...']
  expect(wrong.filter((text) => slipsIn(text).length === 0)).toEqual([])
  expect(
    ['虚拟机 192.168.59.103：端口 2376。', '正在停止……', 'Docker（引擎）', '打开 http://localhost/?a=1'].flatMap(
      slipsIn,
    ),
  ).toEqual([])
})

test('each mark, each reason why evidence is invalid, and each detail is said in both languages', () => {
  const marks = Object.values(everyMark).flat()
  const texts = marks.flatMap((mark) =>
    alongside((language) => [
      markText(mark, language),
      ...markDetails(mark, images, language).flatMap(({ term, items }) => [term, ...items]),
    ]),
  )
  const all = [...texts, ...Object.values(everyDisagreement).map(sayDisagreement)]
  expect(all.length).toBeGreaterThan(Object.keys(everyDisagreement).length + marks.length)
  expect(untranslated(all)).toEqual([])
  expect(all.flatMap((each) => slipsIn(each['zh-cn']))).toEqual([])
})

/** The same texts in each language, side by side. */
const alongside = (texts: (language: Language) => readonly string[]): readonly Words[] => {
  const [en, zhCn] = [texts('en'), texts('zh-cn')]
  return en.map((each, index) => ({ en: each, 'zh-cn': zhCn[index] ?? '' }))
}
