import type { Language } from '../../playbooks/model/text.ts'

/** The texts about a run that waits until the reader has done a step by hand, in one language. */
export interface WaitingWords {
  /** In place of the step’s status. */
  readonly yourTurn: string
  readonly ask: string
  readonly done: string
  readonly doneOf: (step: number) => string
  /** Afterwards. */
  readonly saidIn: { readonly [place in 'page' | 'terminal']: string }
  /** In the bar of the run, before the step’s title. */
  readonly waits: string
  readonly announce: (step: number, title: string) => string
}

export const waitingWords: { readonly [language in Language]: WaitingWords } = {
  en: {
    yourTurn: 'your turn',
    ask: 'The run waits for you. Do what this step says, then press “Done”: the checks look at the result.',
    done: 'Done',
    doneOf: (step) => `Done: step ${step}`,
    saidIn: {
      page: 'Done by a person, who said so on the page.',
      terminal: 'Done by a person, who said so in the terminal.',
    },
    waits: 'Your turn',
    announce: (step, title) => `Step ${step}, “${title}”, is yours to do by hand: then press “Done”`,
  },
  'zh-cn': {
    yourTurn: '轮到你了',
    ask: '运行在等你。请完成这一步所说的操作，然后点击“完成”：之后会检查结果。',
    done: '完成',
    doneOf: (step) => `完成：第 ${step} 步`,
    saidIn: { page: '由人完成，在页面上确认。', terminal: '由人完成，在终端里确认。' },
    waits: '轮到你了',
    announce: (step, title) => `第 ${step} 步“${title}”需要你手动完成，之后点击“完成”`,
  },
}
