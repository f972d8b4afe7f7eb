import type { Language } from '../../playbooks/model/index.ts'

/** The texts of a page that no runner serves, in one language. */
export interface ReplayWords {
  /** What Run does here, before it is pressed. */
  readonly offer: (run: string) => string
  /** Stands beside every replay. */
  readonly label: (run: string) => string
  readonly run: (day: string, engine: string, place: string) => string
  readonly pace: string
  readonly reading: string
  readonly atOnce: string
  readonly noReplay: string
  readonly getRunner: string
  readonly getTitle: string
  readonly clone: string
  readonly printed: string
  readonly openHere: string
  readonly close: string
  readonly terminal: string
  readonly terminalHint: string
  readonly command: string
  readonly enter: string
  readonly fromStep: (number: number) => string
  readonly silent: string
  readonly notRecorded: string
}

export const replayWords: { readonly [language in Language]: ReplayWords } = {
  en: {
    offer: (run) => `Run replays ${run}: what the VM printed and what the checks saw then. Nothing is executed.`,
    label: (run) => `Replay of ${run}`,
    run: (day, engine, place) => `the run of ${day} on ${place}, with Docker ${engine}`,
    pace: 'Speed',
    reading: 'reading speed',
    atOnce: 'at once',
    noReplay:
      'No runner serves this page, and no run has verified this text of the guide, so there is nothing to replay.',
    getRunner: 'Run it on your computer',
    getTitle: 'Run this guide on your computer',
    clone: 'Type this in a terminal. It needs Git and Node.js; what else is missing, it names or installs.',
    printed:
      'It opens a page of its own in your browser, or prints its link. From then on your runner serves the guides.',
    openHere: 'Then continue with this guide there:',
    close: 'Close',
    terminal: 'Type a command',
    terminalHint: 'A command of this run is answered with what it printed then. Any other was not recorded.',
    command: 'Command',
    enter: 'Enter',
    fromStep: (number) => `(step ${number} of the run)`,
    silent: '(it printed nothing)',
    notRecorded: 'not recorded',
  },
  'zh-cn': {
    offer: (run) => `在这里点“运行”会回放${run}：显示当时虚拟机的输出和各项检查所见。不会执行任何命令。`,
    label: (run) => `回放：${run}`,
    run: (day, engine, place) => `${day}在${place}上用 Docker ${engine} 的运行`,
    pace: '速度',
    reading: '阅读速度',
    atOnce: '一次显示全部',
    noReplay: '此页面没有运行器，本指南的当前文字也还没有经运行验证，因此没有可回放的运行。',
    getRunner: '在你的电脑上运行',
    getTitle: '在你的电脑上运行本指南',
    clone: '在终端中输入以下命令。需要 Git 和 Node.js；如果还缺少什么，它会说明或安装。',
    printed: '它会在浏览器中打开自己的页面，或打印其链接。此后由你的运行器提供这些指南。',
    openHere: '然后在那里继续本指南：',
    close: '关闭',
    terminal: '输入命令',
    terminalHint: '对于这次运行中的命令，会显示它当时的输出。其他命令没有录制。',
    command: '命令',
    enter: '回车',
    fromStep: (number) => `（运行的第 ${number} 步）`,
    silent: '（没有输出）',
    notRecorded: '没有录制',
  },
}
