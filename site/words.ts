import type { Language } from '../playbooks/model/index.ts'
import type { RunStatus, StepStatus } from '../runner/protocol/events.ts'

/** What the pages say around a guide, in one language. */
export interface Phrases {
  readonly step: (number: number) => string
  readonly steps: (count: number) => string
  readonly copy: string
  readonly copied: string
  readonly promises: string
  readonly inMachine: string
  readonly writeFile: string
  readonly byHand: string
  readonly when: string
  readonly type: string
  readonly meantToFail: (code: number) => string
  readonly meantToHang: (duration: string) => string
  readonly undo: string
  readonly nothingToUndo: string
  readonly runStep: string
  readonly runToHere: string
  readonly runStepHint: string
  readonly runAll: string
  readonly cancel: string
  readonly cancelling: string
  readonly proveIt: string
  readonly changes: string
  readonly targets: { readonly [id: string]: string }
  readonly runsOn: string
  readonly proven: (date: string) => string
  readonly changedSince: (date: string) => string
  readonly notProven: string
  readonly noRunner: string
  readonly noRunnerAfter: string
  readonly unpaired: string
  readonly stale: string
  readonly gone: string
  readonly connecting: string
  readonly ready: (steps: number) => string
  readonly preparing: string
  readonly progress: (done: number, all: number) => string
  readonly stepStatus: { readonly [status in StepStatus | 'running' | 'waiting']: string }
  readonly runStatus: { readonly [status in RunStatus | 'running']: string }
  readonly announce: (number: number, title: string, status: string) => string
  readonly holds: string
  readonly holdsNot: string
  readonly saw: string
  readonly expected: string
  readonly stdout: string
  readonly stderr: string
  readonly hidden: (kilobytes: number) => string
  readonly executed: string
  readonly exitCode: (code: number) => string
  readonly ended: string
  readonly undoing: string
  readonly undone: string
  readonly notUndone: string
  readonly lacks: string
  readonly leftovers: string
  readonly took: string
}

const en: Phrases = {
  step: (number) => `Step ${number}`,
  steps: (count) => (count === 1 ? '1 step' : `${count} steps`),
  copy: 'Copy',
  copied: 'Copied',
  promises: 'What must be true afterwards',
  inMachine: 'In the machine:',
  writeFile: 'Write this file:',
  byHand: 'By hand:',
  when: 'When you see',
  type: 'type',
  meantToFail: (code) => `This is meant to fail, with exit code ${code}. The failure is the lesson.`,
  meantToHang: (duration) => `This is meant to hang. After ${duration} it is stopped with Ctrl-C. The silence is the lesson.`,
  undo: 'How to take it back',
  nothingToUndo: 'There is nothing to take back.',
  runStep: 'Run this step',
  runToHere: 'Run to here',
  runStepHint: 'The steps before it run first, on a fresh machine.',
  runAll: 'Run all',
  cancel: 'Cancel',
  cancelling: 'Stopping; what was done is being taken back …',
  proveIt: 'Run this guide',
  changes: 'What it changes',
  targets: { lab: 'a virtual machine made for this run (the lab)', engine: 'your own Docker engine', virtualbox: 'VirtualBox', fusion: 'VMware Fusion' },
  runsOn: 'Runs on',
  proven: (date) => `Proven by CI on ${date}`,
  changedSince: (date) => `Changed since CI proved it on ${date}`,
  notProven: 'Not yet proven by CI',
  noRunner: 'This page can run the guide for you when it is served by a runner on your own computer. In a clone of the project, type',
  noRunnerAfter: 'and open the link that it prints.',
  unpaired: 'A runner serves this page, but the page is not paired with it. Open the link that “npm start” printed; it has #token= in it.',
  stale: 'The runner was started anew, so this page is no longer paired with it. Open the link that it printed; this page then goes on by itself.',
  gone: 'The runner does not answer. If you stopped it, start it again with “npm start”; this page keeps trying.',
  connecting: 'Asking the runner …',
  ready: (steps) => `Ready. ${steps} steps.`,
  preparing: 'Getting ready',
  progress: (done, all) => `${done} of ${all} steps done`,
  stepStatus: { running: 'running', waiting: 'waiting', passed: 'passed', failed: 'failed', broken: 'broken', skipped: 'skipped', 'not-reached': 'not reached' },
  runStatus: {
    running: 'Running',
    passed: 'Passed: everything this guide says is true',
    failed: 'Failed: something this guide says is not true',
    broken: 'Broken: the machine or the runner went wrong',
    blocked: 'Blocked: this computer lacks something',
    incomplete: 'Incomplete: not every step was run',
    cancelled: 'Cancelled',
  },
  announce: (number, title, status) => `Step ${number}, ${title}: ${status}`,
  holds: 'true',
  holdsNot: 'not true',
  saw: 'seen:',
  expected: 'expected:',
  stdout: 'Output',
  stderr: 'Messages (standard error)',
  hidden: (kilobytes) => `… ${kilobytes} KB hidden …`,
  executed: 'What was really executed',
  exitCode: (code) => `exit code ${code}`,
  ended: 'stopped before it ended',
  undoing: 'Taking it back …',
  undone: 'taken back',
  notUndone: 'could not be taken back:',
  lacks: 'This computer lacks:',
  leftovers: 'Left behind, and how to remove it:',
  took: 'took',
}

const zhCn: Phrases = {
  step: (number) => `第 ${number} 步`,
  steps: (count) => `${count} 步`,
  copy: '复制',
  copied: '已复制',
  promises: '之后必须成立',
  inMachine: '在虚拟机里：',
  writeFile: '写入这个文件：',
  byHand: '手动操作：',
  when: '看到',
  type: '时输入',
  meantToFail: (code) => `这一步本来就会失败，退出码为 ${code}。失败正是要学的内容。`,
  meantToHang: (duration) => `这一步本来就会卡住，${duration} 后用 Ctrl-C 停止。沉默正是要学的内容。`,
  undo: '如何撤销',
  nothingToUndo: '没有需要撤销的。',
  runStep: '运行这一步',
  runToHere: '运行到这里',
  runStepHint: '会先在全新的虚拟机上运行它前面的步骤。',
  runAll: '全部运行',
  cancel: '取消',
  cancelling: '正在停止，并撤销已做的操作……',
  proveIt: '运行本指南',
  changes: '它会改变什么',
  targets: { lab: '为本次运行创建的虚拟机（实验环境）', engine: '你自己的 Docker 引擎', virtualbox: 'VirtualBox', fusion: 'VMware Fusion' },
  runsOn: '运行于',
  proven: (date) => `CI 已于 ${date} 验证`,
  changedSince: (date) => `自 CI 于 ${date} 验证后有改动`,
  notProven: '尚未经 CI 验证',
  noRunner: '由你自己电脑上的运行器提供此页面时，它可以替你运行本指南。在项目的克隆中输入',
  noRunnerAfter: '并打开它打印的链接。',
  unpaired: '此页面由运行器提供，但尚未与它配对。请打开 “npm start” 打印的链接，其中带有 #token=。',
  stale: '运行器已重新启动，此页面不再与它配对。请打开它打印的链接，此页面随后会自动继续。',
  gone: '运行器没有回应。如果你停止了它，请用 “npm start” 再次启动；此页面会继续尝试。',
  connecting: '正在询问运行器……',
  ready: (steps) => `就绪。共 ${steps} 步。`,
  preparing: '正在准备',
  progress: (done, all) => `已完成 ${done} / ${all} 步`,
  stepStatus: { running: '运行中', waiting: '等待中', passed: '通过', failed: '未通过', broken: '出故障', skipped: '已跳过', 'not-reached': '未到达' },
  runStatus: {
    running: '运行中',
    passed: '通过：本指南所说的都成立',
    failed: '未通过：本指南所说的有不成立之处',
    broken: '出故障：虚拟机或运行器出了问题',
    blocked: '受阻：这台电脑缺少某些东西',
    incomplete: '不完整：并非每一步都运行了',
    cancelled: '已取消',
  },
  announce: (number, title, status) => `第 ${number} 步，${title}：${status}`,
  holds: '成立',
  holdsNot: '不成立',
  saw: '看到：',
  expected: '应为：',
  stdout: '输出',
  stderr: '消息（标准错误）',
  hidden: (kilobytes) => `…… 隐藏了 ${kilobytes} KB ……`,
  executed: '实际执行的内容',
  exitCode: (code) => `退出码 ${code}`,
  ended: '结束前被停止',
  undoing: '正在撤销……',
  undone: '已撤销',
  notUndone: '无法撤销：',
  lacks: '这台电脑缺少：',
  leftovers: '遗留的东西，以及如何清除：',
  took: '用时',
}

export const phrases: { readonly [language in Language]: Phrases } = { en, 'zh-cn': zhCn }

/** The language of a page, by its `lang` attribute. */
export const languageOf = (lang: string): Language => (lang.toLowerCase() === 'zh-cn' ? 'zh-cn' : 'en')

/** `0.8 s`, `42 s`, `3 min 05 s`. */
export const spoken = (milliseconds: number): string => {
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}
