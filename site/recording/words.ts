import type { Language } from '../../playbooks/model/index.ts'

/** The texts around a recording on a page, in one language. */
export interface RecordingWords {
  readonly label: (title: string) => string
  /** After a pause. */
  readonly play: string
  readonly pause: string
  /** From the start. */
  readonly again: string
  readonly position: string
  readonly elapsed: (seconds: number, all: number) => string
  readonly recorded: (date: string, on: string) => string
  readonly silences: (seconds: number) => string
  readonly changed: (steps: string) => string
  readonly file: string
}

export const recordingWords: { readonly [language in Language]: RecordingWords } = {
  en: {
    label: (title) => `Terminal recording: ${title}`,
    play: 'Resume',
    pause: 'Pause',
    again: 'Replay',
    position: 'Position in the recording',
    elapsed: (seconds, all) => `${seconds} of ${all} seconds`,
    recorded: (date, on) => `Recorded in a run of ${date}, on ${on}.`,
    silences: (seconds) => `Pauses longer than ${seconds} s are shortened.`,
    changed: (steps) => `The command has changed since then in: ${steps}.`,
    file: 'asciicast file',
  },
  'zh-cn': {
    label: (title) => `终端录制：${title}`,
    play: '继续',
    pause: '暂停',
    again: '重放',
    position: '录制中的位置',
    elapsed: (seconds, all) => `第 ${seconds} 秒，共 ${all} 秒`,
    recorded: (date, on) => `${date} 的一次真实运行，运行于${on}。`,
    silences: (seconds) => `超过 ${seconds} 秒的停顿已缩短。`,
    changed: (steps) => `此后命令有改动的步骤：${steps}。`,
    file: 'asciicast 文件',
  },
}
