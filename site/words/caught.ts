import type { Language } from '../../playbooks/model/index.ts'
import type { Caught } from '../mutation.ts'

/** What a page says of wrong commands that were tried in place of a guide's own. */
export interface CaughtWords {
  readonly label: string
  readonly never: string
  readonly reported: (caught: Caught, steps: number) => string
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
    reported: ({ caught, tried, percent, steps, date }, all) =>
      `caught ${caught} of ${tried} wrong commands (${percent} %) that were tried on purpose at ${steps} of ${all} steps, ${date}`,
    summary: 'How good its checks are',
    why: 'Wrong commands were run in place of a step’s own: with a flag left out, with another port, with another name. Its checks should fail then. Where they still hold, they prove too little.',
    everywhere: 'Wrong commands were tried at every step.',
    untried: (steps, count) =>
      `No wrong command was tried at ${count === 1 ? 'step' : 'steps'} ${steps}, as ${count === 1 ? 'it is' : 'they are'} now.`,
    notTried: (count) =>
      `At the steps that were tried, ${count === 1 ? 'one more is known and was' : `${count} more are known and were`} not tried.`,
    leftOut: (count) =>
      `${count === 1 ? 'One more means' : `${count} more mean`} the same as the right command, so ${count === 1 ? 'it does' : 'they do'} not count.`,
    none: 'Every wrong command was caught.',
    survived: 'These were not caught:',
    unexplained: 'Nobody has explained this one yet: a check is missing.',
    report: 'The whole report',
  },
  'zh-cn': {
    label: '检查',
    never: '尚未用错误命令检验过',
    reported: ({ caught, tried, percent, steps, date }, all) =>
      `在 ${all} 个步骤中的 ${steps} 个上故意试了 ${tried} 条错误命令，识破了其中 ${caught} 条（${percent}%，${date}）`,
    summary: '检查有多可靠',
    why: '做法是把步骤里的命令换成错误的再运行：漏掉一个选项、换一个端口、改一个名称。这时检查应当不通过；如果仍然成立，就说明检查得还不够。',
    everywhere: '每个步骤都试过错误命令。',
    untried: (steps) => `第 ${steps} 步按目前的写法还没有试过错误命令。`,
    notTried: (count) => `在试过的步骤上，还有 ${count} 条已知的错误命令没有试。`,
    leftOut: (count) => `另有 ${count} 条与正确的命令含义相同，不计在内。`,
    none: '所有错误命令都被识破了。',
    survived: '没有识破的有：',
    unexplained: '这一条还没有人说明原因：缺少一项检查。',
    report: '完整报告',
  },
}
