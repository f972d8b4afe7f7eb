import type { Language } from '../../playbooks/model/index.ts'
import type { Caught } from '../mutation.ts'

/** A page's texts about the mutation run: wrong commands that were tried in place of a guide's own. */
export interface CaughtWords {
  readonly label: string
  readonly never: string
  /** Before why the report is not believed. */
  readonly invalid: (why: string) => string
  readonly reported: (caught: Caught, steps: number) => string
  readonly undos: (undos: NonNullable<Caught['undos']>) => string
  readonly noUndos: string
  readonly summary: string
  readonly why: string
  readonly everywhere: string
  readonly untried: (steps: string, count: number) => string
  readonly notTried: (count: number) => string
  readonly leftOut: (count: number) => string
  readonly none: string
  readonly survived: string
  readonly unexplained: string
  readonly report: string
}

export const caughtWords: { readonly [language in Language]: CaughtWords } = {
  en: {
    label: 'Checks',
    never: 'not yet tested with wrong commands',
    invalid: (why) => `the report of wrong commands is invalid: ${why}`,
    reported: ({ caught, tried, percent, steps, date }, all) =>
      `detected ${caught} of ${tried} wrong commands (${percent} %), tried at ${steps} of ${all} steps, ${date}`,
    undos: ({ caught, tried }) =>
      `The undos were tested in the same way: ${caught} of ${tried} wrong undos were detected by what they left behind.`,
    noUndos: 'No wrong undo was tried yet.',
    summary: 'How reliable the checks are',
    why:
      'This is mutation testing: wrong commands were run in place of a step’s own, with a flag left out, another ' +
      'port or another name. The checks should then fail. Where they still pass, they verify too little.',
    everywhere: 'Wrong commands were tried at every step.',
    untried: (steps, count) =>
      `No wrong command was tried at ${count === 1 ? 'step' : 'steps'} ${steps}, ` +
      `as ${count === 1 ? 'it is' : 'they are'} now.`,
    notTried: (count) =>
      'At the steps that were tried, ' +
      (count === 1 ? 'one more wrong command is known and was' : `${count} more wrong commands are known and were`) +
      ' not tried.',
    leftOut: (count) =>
      `${count === 1 ? 'One more is' : `${count} more are`} equivalent to the right command, ` +
      `so ${count === 1 ? 'it does' : 'they do'} not count.`,
    none: 'Every wrong command was detected.',
    survived: 'These were not detected:',
    unexplained: 'Not explained yet: a check is missing.',
    report: 'Full report',
  },
  'zh-cn': {
    label: '检查',
    never: '尚未用错误命令测试过',
    invalid: (why) => `错误命令测试的报告无效：${why}`,
    reported: ({ caught, tried, percent, steps, date }, all) =>
      `在 ${all} 个步骤中的 ${steps} 个上试了 ${tried} 条错误命令，发现了其中 ${caught} 条（${percent}%，${date}）`,
    undos: ({ caught, tried }) =>
      `撤销命令也以同样的方式测试过：试了 ${tried} 条错误的撤销命令，根据遗留物发现了其中 ${caught} 条。`,
    noUndos: '尚未试过错误的撤销命令。',
    summary: '检查的可靠性',
    why: '这是变异测试：把步骤里的命令换成错误的再运行，例如漏掉一个选项、换一个端口、改一个名称。这时检查应当不通过；如果仍然通过，就说明检查得不够。',
    everywhere: '每个步骤都试过错误命令。',
    untried: (steps) => `第 ${steps} 步按目前的写法还没有试过错误命令。`,
    notTried: (count) => `在试过的步骤上，还有 ${count} 条已知的错误命令没有试。`,
    leftOut: (count) => `另有 ${count} 条与正确的命令等价，不计在内。`,
    none: '所有错误命令都被发现了。',
    survived: '没有发现的有：',
    unexplained: '这一条尚未说明原因：缺少一项检查。',
    report: '完整报告',
  },
}
