import type { Language } from '../../playbooks/model/text.ts'

/** The texts of a guide that is followed by hand, in one language. Code is given in Markdown’s marks. */
export interface HandWords {
  readonly step: (number: number, title: string) => string
  readonly when: (expect: string, send: string) => string
  readonly key: (key: string) => string
  readonly person: string
  readonly powershell: string
  readonly fails: (code: number) => string
  readonly hangs: (seconds: number) => string
  readonly printed: (day: string) => string
  readonly checks: string
  readonly keeps: string
  readonly undo: string
  readonly onMac: (line: string) => string
  readonly onMacInstead: string
  readonly cannot: string
  readonly showsNothing: string
  readonly shows: string
  readonly showsText: (code: string) => string
  readonly contains: (code: string) => string
  readonly excludes: (code: string) => string
  readonly matches: (code: string) => string
  readonly where: { readonly stdout: string; readonly stderr: string }
}

export const handWords: { readonly [language in Language]: HandWords } = {
  en: {
    step: (number, title) => `Step ${number}: ${title}`,
    when: (expect, send) => `When it shows ${expect}, ${send}.`,
    key: (key) => `press ${key}`,
    person: 'By hand, outside the terminal:',
    powershell: 'In PowerShell, in Windows inside the VM:',
    fails: (code) => `It is meant to fail here, with exit code ${code}.`,
    hangs: (seconds) => `It is meant to hang here. Press Ctrl-C after ${seconds} seconds.`,
    printed: (day) => `It printed, when it was last proven (${day}):`,
    checks: 'Check it:',
    keeps: 'Keep what later steps use in a variable:',
    undo: 'To undo it:',
    onMac: (line) => `On a Mac, in place of it: ${line} (not proven).`,
    onMacInstead: 'On a Mac, instead:',
    cannot: 'No command shows it:',
    showsNothing: 'It shows nothing.',
    shows: 'It shows:',
    showsText: (code) => `It shows ${code}.`,
    contains: (code) => `It contains ${code}.`,
    excludes: (code) => `It does not contain ${code}.`,
    matches: (code) => `It matches ${code}.`,
    where: { stdout: 'Look at its output.', stderr: 'Look at its error output.' },
  },
  'zh-cn': {
    step: (number, title) => `步骤 ${number}：${title}`,
    when: (expect, send) => `出现 ${expect} 后，${send}。`,
    key: (key) => `按 ${key}`,
    person: '在终端之外手动操作：',
    powershell: '在虚拟机的 Windows 中，使用 PowerShell：',
    fails: (code) => `这里本来就应当失败，退出码为 ${code}。`,
    hangs: (seconds) => `这里本来就应当卡住。${seconds} 秒后按 Ctrl-C。`,
    printed: (day) => `最近一次验证（${day}）时的输出：`,
    checks: '检查结果：',
    keeps: '把后续步骤要用的值存入变量：',
    undo: '撤销方法：',
    onMac: (line) => `在 Mac 上改用 ${line}（未经验证）。`,
    onMacInstead: '在 Mac 上改为：',
    cannot: '没有命令能显示它：',
    showsNothing: '它什么也不显示。',
    shows: '它显示：',
    showsText: (code) => `它显示 ${code}。`,
    contains: (code) => `其中包含 ${code}。`,
    excludes: (code) => `其中不包含 ${code}。`,
    matches: (code) => `它匹配 ${code}。`,
    where: { stdout: '看它的输出。', stderr: '看它的错误输出。' },
  },
}
