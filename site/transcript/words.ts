import type { Language } from '../../playbooks/model/index.ts'

/** The texts of a transcript, in one language. */
export interface TranscriptWords {
  readonly run: (guide: string, date: string, place: string) => string
  /** In place of a run that proves the guide. */
  readonly none: string
  readonly notEnded: string
  readonly at: (time: string) => string
  readonly inGuide: string
  readonly lines: (count: number) => string
  readonly silent: string
  readonly notRun: string
  readonly checks: (count: number) => string
  readonly allHold: string
  readonly notAllHold: (count: number) => string
  readonly undoneBy: string
  /** The place where a journal is opened. */
  readonly open: string
  readonly drop: string
  readonly stays: string
  readonly shown: (file: string) => string
  readonly damaged: (file: string, line: number) => string
  readonly otherFormat: (file: string) => string
  readonly tooLarge: (file: string, megabytes: number) => string
  readonly back: string
}

export const transcriptWords: { readonly [language in Language]: TranscriptWords } = {
  en: {
    run: (guide, date, place) => `Run of the guide ${guide} on ${date}, on ${place}.`,
    none: 'There is no run with valid evidence to show.',
    notEnded: 'The journal ends before its run has ended.',
    at: (time) => `${time} UTC`,
    inGuide: 'This step in the guide',
    lines: (count) => `${count} lines of output`,
    silent: 'It printed nothing.',
    notRun: 'This step was not run.',
    checks: (count) => (count === 1 ? '1 check' : `${count} checks`),
    allHold: 'true',
    notAllHold: (count) => `${count} not true`,
    undoneBy: 'Undone by',
    open: 'Open a journal',
    drop: 'Drop the journal of a run here, or choose its file. It is shown in the same way as a verified run.',
    stays: 'The file stays in your browser.',
    shown: (file) => `This is the run in ${file}, not the run that verified the guide.`,
    damaged: (file, line) => `${file} cannot be shown: its line ${line} is not as the runner wrote it.`,
    otherFormat: (file) => `${file} cannot be shown: another version of the runner wrote it.`,
    tooLarge: (file, megabytes) => `${file} cannot be shown: it is larger than ${megabytes} MB.`,
    back: 'Back to the run that verified the guide',
  },
  'zh-cn': {
    run: (guide, date, place) => `指南 ${guide} 于 ${date} 的一次运行，运行于${place}。`,
    none: '没有可显示的、证据有效的运行。',
    notEnded: '日志在运行结束之前就结束了。',
    at: (time) => `${time}（UTC）`,
    inGuide: '指南中的这一步',
    lines: (count) => `${count} 行输出`,
    silent: '没有输出。',
    notRun: '这一步没有运行。',
    checks: (count) => `${count} 项检查`,
    allHold: '成立',
    notAllHold: (count) => `${count} 项不成立`,
    undoneBy: '撤销命令：',
    open: '打开日志',
    drop: '把一次运行的日志拖到这里，或选择日志文件。它的显示方式与已验证的运行相同。',
    stays: '文件不会离开你的浏览器。',
    shown: (file) => `这是 ${file} 中的运行，不是验证本指南的那次运行。`,
    damaged: (file, line) => `无法显示 ${file}：第 ${line} 行与运行器写出的内容不一致。`,
    otherFormat: (file) => `无法显示 ${file}：它由另一版本的运行器写出。`,
    tooLarge: (file, megabytes) => `无法显示 ${file}：它大于 ${megabytes} MB。`,
    back: '返回验证本指南的运行',
  },
}
