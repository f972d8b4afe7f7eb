import type { Language } from '../../playbooks/model/text.ts'

/** The keys that are meant by what is sent to a program. */
export const keyNames: Readonly<Record<string, string>> = { '^C': 'Ctrl-C', '^D': 'Ctrl-D', '': 'Return' }

/** The texts of a guide that is followed by hand, in one language. Code is given in Markdown’s marks. */
export interface HandWords {
  readonly step: (number: number, title: string) => string
  /** What is typed, or which key is pressed, once a program shows something: `when` X `type` Y `end`. */
  readonly exchange: { readonly [part in 'when' | 'type' | 'press' | 'end']: string }
  readonly person: string
  readonly powershell: string
  readonly fails: (code: number) => string
  readonly hangs: (seconds: number) => string
  readonly printed: (day: string) => string
  readonly checks: string
  readonly keeps: string
  /** A command whose output is needed later, and that must not run twice. */
  readonly typedAs: (command: string) => string
  readonly undo: string
  readonly onMac: (line: string) => string
  readonly onMacInstead: (instead: string) => string
  readonly cannot: string
  readonly showsNothing: string
  readonly equals: (text: string) => string
  readonly contains: (code: string) => string
  readonly excludes: (code: string) => string
  readonly matches: (code: string) => string
  readonly output: { readonly [stream in 'stdout' | 'stderr']: (what: string) => string }
}

export const handWords: { readonly [language in Language]: HandWords } = {
  en: {
    step: (number, title) => `Step ${number}: ${title}`,
    exchange: { when: 'When it shows ', type: ', type ', press: ', press ', end: '.' },
    person: 'By hand, outside the terminal:',
    powershell: 'In Windows, in a PowerShell that was started as administrator:',
    fails: (code) => `This step is expected to fail with exit code ${code}.`,
    hangs: (seconds) => `This step is expected to hang. Press Ctrl-C after ${seconds} seconds.`,
    printed: (day) => `It printed, when it was last verified (${day}):`,
    checks: 'Check it:',
    keeps: 'what later steps use, in a variable',
    typedAs: (command) => `when the command is typed as: ${command}`,
    undo: 'To undo it:',
    onMac: (line) => `on a Mac (not verified): ${line}`,
    onMacInstead: (instead) => `This step works on Linux only. On a Mac, instead: ${instead}`,
    cannot: 'No command shows it:',
    showsNothing: 'shows nothing',
    equals: (text) => `shows: ${text}`,
    contains: (text) => `shows, among others: ${text}`,
    excludes: (text) => `does not show: ${text}`,
    matches: (text) => `shows a match of: ${text}`,
    output: { stdout: (what) => `its output ${what}`, stderr: (what) => `its error output ${what}` },
  },
  'zh-cn': {
    step: (number, title) => `步骤 ${number}：${title}`,
    exchange: { when: '出现 ', type: ' 后，输入 ', press: ' 后，按 ', end: '。' },
    person: '在终端之外手动操作：',
    powershell: '在 Windows 里，以管理员身份运行的 PowerShell 中：',
    fails: (code) => `这一步预期会失败，退出码为 ${code}。`,
    hangs: (seconds) => `这一步预期会卡住。${seconds} 秒后按 Ctrl-C。`,
    printed: (day) => `最近一次验证（${day}）时的输出：`,
    checks: '检查结果：',
    keeps: '把后续步骤要用的值存入变量',
    typedAs: (command) => `命令这样输入时：${command}`,
    undo: '撤销方法：',
    onMac: (line) => `在 Mac 上（未经验证）：${line}`,
    onMacInstead: (instead) => `这一步只能在 Linux 上执行。在 Mac 上改为：${instead}`,
    cannot: '没有命令能显示它：',
    showsNothing: '不显示任何内容',
    equals: (text) => `显示：${text}`,
    contains: (text) => `显示的内容包含：${text}`,
    excludes: (text) => `不显示：${text}`,
    matches: (text) => `显示的内容匹配：${text}`,
    output: { stdout: (what) => `命令的标准输出${what}`, stderr: (what) => `命令的标准错误${what}` },
  },
}
