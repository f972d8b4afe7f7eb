/** The labels of an error and its causes, in each language. */
export const symptomWords = {
  en: {
    seen: 'Error message',
    ask: 'Run',
    answer: 'If',
    because: 'Cause',
    fix: 'Fix',
    step: 'See step',
    sources: 'Sources',
    diagnose: 'Check your computer',
  },
  'zh-cn': {
    seen: '报错',
    ask: '运行',
    answer: '如果',
    because: '原因',
    fix: '解决',
    step: '见步骤',
    sources: '来源',
    diagnose: '检查你的电脑',
  },
} as const
