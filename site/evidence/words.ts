import type { Language, Playbook } from '../../playbooks/model/index.ts'
import type { Mark, NotRun } from '../../runner/evidence/mark.ts'
import { sayDisagreement } from '../../runner/evidence/say-disagreement.ts'
import { dayIn } from '../words/day.ts'

type OfKind<Kind extends Mark['kind']> = Extract<Mark, { readonly kind: Kind }>
type ByKind = { readonly [Kind in Mark['kind']]: (mark: OfKind<Kind>, language: Language) => string }

/** The texts of marks, and of what stands below them, in one language. */
export interface MarkWords {
  readonly marks: ByKind
  /** The link to the run, step by step, and the one to its recording. */
  readonly transcript: string
  readonly recording: string
  readonly unchecked: string
  readonly standIns: string
  readonly standIn: (image: string, stoodFor: string) => string
  readonly notRun: string
  readonly step: (number: number, title: string, why: string | undefined) => string
  readonly changedSteps: string
  readonly failedSteps: string
}

const mostNamed = 2

const named = (
  images: readonly { readonly image: string }[],
  comma: string,
  more: (count: number) => string,
): string => {
  const names = images.slice(0, mostNamed).map(({ image }) => image)
  return names.join(comma) + (images.length > mostNamed ? more(images.length - mostNamed) : '')
}

const en: MarkWords = {
  marks: {
    proven: ({ date }) => `Verified on ${dayIn('en', date)}`,
    'proven-with-stand-ins': ({ date, standIns }) =>
      `Verified on ${dayIn('en', date)}, with stand-ins for ${named(standIns, ', ', (count) => ` and ${count} more`)}`,
    incomplete: ({ date, notRun }) =>
      `Partly verified on ${dayIn('en', date)}: ` +
      `${notRun.length === 1 ? 'one step was' : `${notRun.length} steps were`} not run`,
    changed: ({ date, notRun }) =>
      `Changed since it was ${notRun.length > 0 ? 'partly ' : ''}verified on ${dayIn('en', date)}`,
    stale: ({ date, days, notRun }) =>
      `Last ${notRun.length > 0 ? 'partly ' : ''}verified ${days} days ago, on ${dayIn('en', date)}`,
    rehearsed: ({ date, by }) => `Not verified; rehearsed on ${dayIn('en', date)} with ${by.en} in place of the target`,
    failing: ({ date }) => `Failing: the run on ${dayIn('en', date)} failed`,
    'not-proven': ({ why }) =>
      ({
        'no-evidence': 'Not yet verified',
        'no-driver': 'Not verified: no program can run it yet',
        'other-format': 'Not verified: its evidence was made by another version of the runner',
        'no-result': 'Not verified: its last run was stopped, or did not work on the computer where it ran',
        'failed-before-change': 'Not verified: its last run failed, and the guide has changed since',
      })[why],
    invalid: ({ reasons: [first] }) => `Evidence is invalid: ${sayDisagreement(first).en}`,
  },
  transcript: 'Transcript',
  recording: 'Recording',
  unchecked: 'The commit could not be checked: this site was built without the repository’s history.',
  standIns: 'Images that were built here, in place of those of Docker Hub',
  standIn: (image, stoodFor) => `${image} for ${stoodFor}`,
  notRun: 'Steps that were not run',
  step: (number, title, why) => `step ${number}, ${title}${why === undefined ? '' : `: ${why}`}`,
  changedSteps: 'Steps that have changed',
  failedSteps: 'Steps that failed',
}

const zhCn: MarkWords = {
  marks: {
    proven: ({ date }) => `已于${dayIn('zh-cn', date)}验证`,
    'proven-with-stand-ins': ({ date, standIns }) =>
      `已于${dayIn('zh-cn', date)}验证，` +
      `使用替身镜像（${named(standIns, '、', (count) => `等 ${count + mostNamed} 个`)}）`,
    incomplete: ({ date, notRun }) => `已于${dayIn('zh-cn', date)}部分验证：有 ${notRun.length} 个步骤没有运行`,
    changed: ({ date, notRun }) => `自${dayIn('zh-cn', date)}${notRun.length > 0 ? '部分' : ''}验证后有改动`,
    stale: ({ date, days, notRun }) =>
      `上次${notRun.length > 0 ? '部分' : ''}验证是在 ${days} 天前（${dayIn('zh-cn', date)}）`,
    rehearsed: ({ date, by }) => `尚未验证；${dayIn('zh-cn', date)}的预演以${by['zh-cn']}代替真实目标`,
    failing: ({ date }) => `未通过：${dayIn('zh-cn', date)}的运行失败`,
    'not-proven': ({ why }) =>
      ({
        'no-evidence': '尚未验证',
        'no-driver': '未经验证：还没有程序能运行它',
        'other-format': '尚未验证：证据由另一版本的运行器生成',
        'no-result': '尚未验证：上次运行被中止，或所用的电脑无法完成运行',
        'failed-before-change': '尚未验证：上次运行失败，此后指南有改动',
      })[why],
    invalid: ({ reasons: [first] }) => `证据无效：${sayDisagreement(first)['zh-cn']}`,
  },
  transcript: '运行记录',
  recording: '录制',
  unchecked: '无法核对提交：构建此网站时没有仓库的历史记录。',
  standIns: '在本地构建、用来代替 Docker Hub 上镜像的镜像',
  standIn: (image, stoodFor) => `${image}（代替 ${stoodFor}）`,
  notRun: '没有运行的步骤',
  step: (number, title, why) => `第 ${number} 步“${title}”${why === undefined ? '' : `：${why}`}`,
  changedSteps: '有改动的步骤',
  failedSteps: '失败的步骤',
}

export const markWords: { readonly [language in Language]: MarkWords } = { en, 'zh-cn': zhCn }

/** A mark in a few words. */
export const markText = (mark: Mark, language: Language): string => {
  // A function for a kind takes the mark of that kind, which the compiler cannot follow through a table.
  const say = markWords[language].marks[mark.kind] as (mark: Mark, language: Language) => string
  return say(mark, language)
}

/** What stands below a mark: a term and what belongs to it. */
export interface MarkDetail {
  readonly term: string
  readonly items: readonly string[]
}

/** All that a reader may want to know about a mark. */
export const markDetails = (mark: Mark, { steps }: Playbook, language: Language): readonly MarkDetail[] => {
  const say = markWords[language]
  const step = ({ id, why }: NotRun): string => {
    const index = steps.findIndex((each) => each.id === id)
    return say.step(index + 1, steps[index]?.title[language] ?? id, why?.[language])
  }
  const list = (term: string, items: readonly string[]): readonly MarkDetail[] =>
    items.length === 0 ? [] : [{ term, items }]
  if (mark.kind === 'not-proven') return []
  if (mark.kind === 'invalid')
    return mark.reasons.slice(1, mostReasons).map((why) => ({ term: sayDisagreement(why)[language], items: [] }))
  return [
    ...list(say.notRun, 'notRun' in mark ? mark.notRun.map(step) : []),
    ...list(say.changedSteps, mark.kind === 'changed' ? mark.steps.map((id) => step({ id, why: undefined })) : []),
    ...list(say.failedSteps, mark.kind === 'failing' ? mark.steps.map((id) => step({ id, why: undefined })) : []),
    ...list(
      say.standIns,
      mark.standIns.map((each) => say.standIn(each.image, each.for)),
    ),
    ...(mark.isCommitChecked ? [] : [{ term: say.unchecked, items: [] }]),
  ]
}

const mostReasons = 6
