import type { Language } from '../../playbooks/model/text.ts'

/** The texts of the boxes that a reader ticks who follows a guide by hand, in one language. */
export interface TickWords {
  /** The label of a box. */
  readonly did: string
  /** Its name, for who does not see in which step it is. */
  readonly didStep: (step: number) => string
  /** Beside a ticked box: nobody but the reader says so. */
  readonly youTicked: string
  readonly passed: string
  /** `7 of 40`, in the contents. */
  readonly short: (ticked: number, steps: number) => string
  readonly count: (ticked: number, steps: number) => string
  readonly clear: string
  readonly cleared: string
}

export const tickWords: { readonly [language in Language]: TickWords } = {
  en: {
    did: 'I did this',
    didStep: (step) => `I did this: step ${step}`,
    youTicked: 'You ticked it; nothing was checked.',
    passed: 'Passed in the run that is shown',
    short: (ticked, steps) => `${ticked} of ${steps}`,
    count: (ticked, steps) => `You ticked ${ticked} of ${steps} steps.`,
    clear: 'Clear the ticks',
    cleared: 'All ticks are cleared.',
  },
  'zh-cn': {
    did: '我做完了',
    didStep: (step) => `我做完了：第 ${step} 步`,
    youTicked: '由你勾选，未经检查。',
    passed: '在所显示的运行中通过',
    short: (ticked, steps) => `${ticked}/${steps}`,
    count: (ticked, steps) => `共 ${steps} 步，你勾选了 ${ticked} 步。`,
    clear: '清除勾选',
    cleared: '已清除全部勾选。',
  },
}
