import type { Playbook, Words } from '../../playbooks/model/index.ts'
import { RunnerError } from '../errors.ts'

export const reload: Words = { en: 'Reload the page.', 'zh-cn': '请重新加载页面。' }

export const startedElsewhere = (): RunnerError =>
  new RunnerError(
    'busy',
    { en: 'This run was started by another program.', 'zh-cn': '这次运行由另一个程序启动。' },
    { hint: { en: 'Press Ctrl-C in the terminal where it runs.', 'zh-cn': '请在它所在的终端里按 Ctrl-C。' } },
  )

/** The page shows another version of the guide than the one that would be run. */
export class OldPageError extends RunnerError {}

export const changedSince = (): RunnerError =>
  new OldPageError(
    'busy',
    {
      en: 'This guide has changed since the page was made, so the page does not show what would be run.',
      'zh-cn': '页面生成之后，本指南有改动，所以页面展示的不是将要运行的内容。',
    },
    {
      hint: {
        en: 'If it is still so after reloading the page, stop the runner and start it again with “npm start”.',
        'zh-cn': '如果重新加载页面后仍然如此，请停止运行器，再用“npm start”启动。',
      },
    },
  )

/** The target holds things of the reader, who has not agreed yet. */
export class NotAgreedError extends RunnerError {}

export const notAgreed = (held: Words): RunnerError =>
  new NotAgreedError('blocked', held, {
    hint: { en: 'Run it there only if you want that.', 'zh-cn': '确认之后再在那里运行。' },
  })

export const stillPreparing = (): RunnerError =>
  new RunnerError(
    'busy',
    { en: 'What the guides need is still being prepared.', 'zh-cn': '指南所需的内容仍在准备中。' },
    { hint: { en: 'Check again when that is done.', 'zh-cn': '请在完成后再检查。' } },
  )

export const keepsNothing = (): RunnerError =>
  new RunnerError(
    'busy',
    { en: 'This run keeps no VM now.', 'zh-cn': '这次运行现在没有保留虚拟机。' },
    { hint: { en: 'Run the guide again, and keep its VM.', 'zh-cn': '请再次运行本指南，并保留虚拟机。' } },
  )

export const noVmToExplore = (): RunnerError =>
  new RunnerError(
    'busy',
    { en: 'This run has no VM of its own to explore.', 'zh-cn': '这次运行没有自己的虚拟机可供查看。' },
    { hint: { en: 'Run the guide on the lab.', 'zh-cn': '请在实验环境中运行本指南。' } },
  )

export const noTicket = (): RunnerError =>
  new RunnerError(
    'busy',
    { en: 'This ticket has been used, or is too old.', 'zh-cn': '这张票据已被使用，或者已经过期。' },
    { hint: { en: 'Open the terminal again.', 'zh-cn': '请重新打开终端。' } },
  )

export const noTerminal = (): RunnerError =>
  new RunnerError(
    'usage',
    { en: 'This terminal has ended.', 'zh-cn': '这个终端已经结束。' },
    { hint: { en: 'Open the terminal again.', 'zh-cn': '请重新打开终端。' } },
  )

export const tooManyTerminals = (): RunnerError =>
  new RunnerError(
    'busy',
    { en: 'This run has as many open terminals as it may have.', 'zh-cn': '这次运行打开的终端数量已达上限。' },
    { hint: { en: 'Close one of them.', 'zh-cn': '请关闭其中一个。' } },
  )

export const noGuide = (guide: string, known: string): RunnerError =>
  new RunnerError(
    'usage',
    { en: `There is no guide “${guide}”.`, 'zh-cn': `没有指南“${guide}”。` },
    { hint: { en: `These are there: ${known}.`, 'zh-cn': `现有：${known}。` } },
  )

export const noStep = (guide: string, step: string): RunnerError =>
  new RunnerError(
    'usage',
    { en: `The guide “${guide}” has no step “${step}”.`, 'zh-cn': `指南“${guide}”没有步骤“${step}”。` },
    { hint: reload },
  )

export const notThere = ({ id, targets }: Playbook, target: string): RunnerError =>
  new RunnerError(
    'usage',
    { en: `The guide “${id}” does not run on “${target}” here.`, 'zh-cn': `指南“${id}”在这里不能运行于“${target}”。` },
    { hint: { en: `It runs on: ${targets.join(', ')}.`, 'zh-cn': `它可以运行于：${targets.join('、')}。` } },
  )
