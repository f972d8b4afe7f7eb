import type { Language } from '../../playbooks/model/index.ts'

/** What a reader needs before the first step that they type, in one language. */
interface TypingWords {
  readonly title: string
  /** The names of the tabs between which a reader chooses once for all pages; others are named as their target is. */
  readonly tabs: { readonly [way in 'lab' | 'engine' | 'mac']: string }
  readonly terminal: string
  readonly lab: string
  readonly mac: string
  readonly engine: string
  readonly fusion: string
  readonly other: string
  readonly asks: (names: string) => string
  readonly script: (address: string) => string
}

export const typingWords: { readonly [language in Language]: TypingWords } = {
  en: {
    title: 'Before you type',
    tabs: {
      lab: 'In the lab',
      engine: 'On your own engine',
      mac: 'On a Mac',
    },
    terminal:
      'Type everything in one terminal, from the first step to the last, in bash: later steps use what earlier ones ' +
      'have set. A command that prints nothing has succeeded; each step says how to check it.',
    lab:
      'The commands are those of a lab: a network of its own on your Linux computer, with a Docker client, ' +
      '`boot2docker` and a VM. These lines open a shell in it (`npm start` builds the lab; stop it with Ctrl-C when ' +
      'it says that everything is ready):',
    mac: 'The lab runs on Linux only. On a Mac, read the guide: its recorded output is shown under each step.',
    engine:
      'Use your own engine, on a Mac too: any terminal in which `docker version` shows a server. Begin in an ' +
      'empty folder. Checks that begin with `boot2docker` are for the lab only.',
    fusion: 'The guide needs a Mac with an Intel processor and VMware Fusion. No run has executed it.',
    other: 'No run has executed this guide.',
    asks: (names) => `The guide asks for values. Set these variables first: ${names}.`,
    script: (address) => `All steps with their checks, as a script for bash: ${address}`,
  },
  'zh-cn': {
    title: '动手之前',
    tabs: {
      lab: '在实验环境中',
      engine: '在你自己的引擎上',
      mac: '在 Mac 上',
    },
    terminal:
      '从第一步到最后一步都在同一个终端里输入，使用 bash：后面的步骤会用到前面设置的内容。' +
      '没有任何输出就表示命令成功；每一步都说明了如何检查。',
    lab:
      '这些命令属于实验环境：你的 Linux 电脑上一个独立的网络，其中有 Docker 客户端、`boot2docker` 和一台虚拟机。' +
      '用下面几行打开其中的 shell（`npm start` 会构建实验环境；提示全部就绪后按 Ctrl-C 停止）：',
    mac: '实验环境只能在 Linux 上运行。在 Mac 上可以阅读本指南，每一步下面都有录制的输出。',
    engine:
      '使用你自己的引擎，在 Mac 上也行：打开任意一个终端，只要 `docker version` 能显示服务端即可。' +
      '请从一个空目录开始。以 `boot2docker` 开头的检查只适用于实验环境。',
    fusion: '本指南需要一台配有 Intel 处理器和 VMware Fusion 的 Mac。还没有任何一次运行执行过它。',
    other: '还没有任何一次运行执行过本指南。',
    asks: (names) => `本指南需要一些值，请先设置这些变量：${names}。`,
    script: (address) => `全部步骤和检查的 bash 脚本：${address}`,
  },
}
