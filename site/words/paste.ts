import type { Language } from '../../playbooks/model/text.ts'

/** The texts of the box that takes what the reader’s own terminal printed, in one language. */
export interface PasteWords {
  readonly paste: string
  readonly pasteOf: (step: number) => string
  readonly printed: string
  readonly hint: string
  readonly compare: string
  readonly nothingPasted: string
  readonly matches: string
  readonly differs: string
  readonly shows: string
  readonly expected: string
  readonly notPasted: string
  readonly codeNotPasted: string
  readonly onMac: string
  /** The label of a field below a command, and its name for who does not see the command. */
  readonly printedByIt: string
  readonly printedBy: (command: string) => string
  readonly noOutput: string
  readonly mixed: string
  readonly unknownValue: string
  readonly cannot: string
  /** Of all checks of the step. */
  readonly summary: (matching: number, differing: number, open: number) => string
  readonly hints: string
  readonly notLoaded: string
}

const en: PasteWords = {
  paste: 'Paste your output',
  pasteOf: (step) => `Paste your output: step ${step}`,
  printed: 'What your terminal printed',
  hint: 'As it is, with prompt and command if you like. Nothing of it leaves your browser.',
  compare: 'Compare with the checks',
  nothingPasted: 'Paste the output first. If nothing was printed, paste the line with the command.',
  matches: 'your output matches',
  differs: 'your output does not match',
  shows: 'yours:',
  expected: 'expected:',
  notPasted: 'This output cannot show it. Type the command, and paste what it prints:',
  codeNotPasted: 'This output cannot show it. Type this right after the step’s command, and paste what it prints:',
  onMac: 'On a Mac (not proven):',
  printedByIt: 'What it printed',
  printedBy: (command) => `What it printed: ${command}`,
  noOutput: 'The output of the step’s own command is needed for this.',
  mixed:
    'Cannot be decided: the expected lines are there, among others. A terminal shows standard output and standard ' +
    'error as one.',
  unknownValue: 'A value that only your terminal knows is needed for this. Type the command, and paste what it prints:',
  cannot: 'No command shows it:',
  summary: (matching, differing, open) => {
    const parts = [
      `${matching === 0 ? 'No' : matching} ${matching < 2 ? 'check matches' : 'checks match'} your output`,
      ...(differing === 0 ? [] : [`${differing} ${differing === 1 ? 'does' : 'do'} not`]),
      ...(open === 0 ? [] : [`${open} cannot be seen in it`]),
    ]
    return `${parts.join(', ')}.`
  },
  hints: 'This output has an error that is explained:',
  notLoaded: 'The checks could not be loaded. Check the connection, and try again.',
}

const zhCn: PasteWords = {
  paste: '粘贴你的输出',
  pasteOf: (step) => `粘贴你的输出：第 ${step} 步`,
  printed: '你的终端显示的内容',
  hint: '原样粘贴即可，可以包含提示符和命令。内容只留在你的浏览器里。',
  compare: '与检查对照',
  nothingPasted: '请先粘贴输出。如果没有任何输出，请粘贴命令所在的那一行。',
  matches: '与你的输出相符',
  differs: '与你的输出不符',
  shows: '你的输出：',
  expected: '预期：',
  notPasted: '从这段输出里看不出来。请输入下面的命令，并粘贴它的输出：',
  codeNotPasted: '从这段输出里看不出来。请紧接着这一步的命令输入下面的命令，并粘贴它的输出：',
  onMac: '在 Mac 上（未经验证）：',
  printedByIt: '命令的输出',
  printedBy: (command) => `命令的输出：${command}`,
  noOutput: '需要这一步的命令本身的输出。',
  mixed: '无法判断：预期的内容在其中，但还有别的内容。终端把标准输出和标准错误显示在一起。',
  unknownValue: '还需要一个只有你的终端知道的值。请输入下面的命令，并粘贴它的输出：',
  cannot: '没有命令能显示它：',
  summary: (matching, differing, open) => {
    const parts = [
      matching === 0 ? '没有检查与你的输出相符' : `${matching} 项检查与你的输出相符`,
      ...(differing === 0 ? [] : [`${differing} 项不符`]),
      ...(open === 0 ? [] : [`${open} 项从中看不出来`]),
    ]
    return `${parts.join('，')}。`
  },
  hints: '这段输出里的报错有说明：',
  notLoaded: '无法加载检查。请检查网络连接，然后重试。',
}

export const pasteWords: { readonly [language in Language]: PasteWords } = { en, 'zh-cn': zhCn }
