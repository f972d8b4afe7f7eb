import { setTimeout as pause } from 'node:timers/promises'
import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import { type Holder, type Lock, holderOf, takeLock } from '../host/lock.ts'
import { runFolder, targetLockPath } from './folder.ts'
import { isKept } from './kept.ts'
import { readRequest, type RunRequest } from './own-files.ts'

/** Locks the target for this run. Throws RunnerError('busy') that names the run that has it. */
export const lockTarget = async (state: string, target: string, run: string): Promise<Lock> => {
  const path = targetLockPath(state, target)
  const lock = takeLock(path, run)
  if (lock === undefined) throw await busy(state, target, await holderOf(path))
  return lock
}

const busy = async (state: string, target: string, holder: Holder | undefined): Promise<RunnerError> => {
  const request = holder === undefined ? undefined : await requestOf(runFolder(state, holder.what))
  if (holder === undefined || request === undefined) return busyWithUnknown(target)
  return busyWith(target, holder, request, isKept(state, holder.what))
}

/** A run writes how it was started just after it has taken its target. */
const requestOf = async (folder: string): Promise<RunRequest | undefined> => {
  for (let looks = 1; looks < mostLooks; looks += 1) {
    const request = readRequest(folder)
    if (request !== undefined) return request
    await pause(betweenLooksMs)
  }
  return readRequest(folder)
}

const mostLooks = 60
const betweenLooksMs = 50

const busyWithUnknown = (target: string): RunnerError =>
  new RunnerError(
    'busy',
    { en: `The target “${target}” is used by another run.`, 'zh-cn': `目标“${target}”正被另一次运行占用。` },
    { hint: { en: 'Wait until that run has ended.', 'zh-cn': '请等那次运行结束。' } },
  )

const busyWith = (target: string, holder: Holder, { playbook, key }: RunRequest, keepsTarget: boolean): RunnerError => {
  const { what: run, pid, since } = holder
  // A page gives a key to each run that it starts. Its process serves the pages, and must not be ended for one run.
  const isOfPage = key !== undefined || pid === process.pid
  return new RunnerError(
    'busy',
    {
      en: `The target “${target}” is used by a run of the guide “${playbook}” (${run}, since ${since}).`,
      'zh-cn': `目标“${target}”正在运行指南“${playbook}”（${run}，始于 ${since}）。`,
    },
    { hint: keepsTarget ? endKept : isOfPage ? cancelOnPage : cancelInTerminal(pid), busyWith: { run, playbook } },
  )
}

const endKept: Words = {
  en: 'Its steps are over, and its VM is kept. End it: npx shipshape kept end',
  'zh-cn': '它的步骤已结束，虚拟机仍保留着。请将它结束：npx shipshape kept end',
}

const cancelOnPage: Words = {
  en: 'Wait until it has ended, or cancel it on the page of that guide.',
  'zh-cn': '请等它结束，或在那篇指南的页面上取消它。',
}

const cancelInTerminal = (pid: number): Words => ({
  en: `Wait until it has ended, or cancel it: kill -INT ${pid}`,
  'zh-cn': `请等它结束，或将它取消：kill -INT ${pid}`,
})
