import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import { eventFormat } from '../protocol/events.ts'
import { quote } from '../quote.ts'
import { journalPath } from './folder.ts'

/** Deletes a run that cannot be read; whoever needs its result runs the guide again. */
const removal = (folder: string): string => `rm -r ${quote(folder)}`

/** RunnerError('broken') for a journal that is not as it was written. It is neither believed nor changed. */
export const damaged = (folder: string, line: number): RunnerError => {
  const path = journalPath(folder)
  const message: Words = {
    en: `The journal ${path} is damaged in line ${line}, so the result of this run is not known.`,
    'zh-cn': `日志 ${path} 的第 ${line} 行已损坏，因此无法得知这次运行的结果。`,
  }
  return new RunnerError('broken', message, { hint: removal(folder) })
}

/** RunnerError('broken') for a journal that another version of this program wrote. It is not changed. */
export const ofOtherVersion = (folder: string, format: number | undefined): RunnerError => {
  const path = journalPath(folder)
  const isNewer = format !== undefined && format > eventFormat
  const message: Words = {
    en: `The journal ${path} was written by ${isNewer ? 'a newer' : 'an older'} version of Shipshape, which this one does not read.`,
    'zh-cn': `日志 ${path} 由${isNewer ? '较新' : '较旧'}版本的 Shipshape 写入，当前版本无法读取。`,
  }
  return new RunnerError('broken', message, { hint: removal(folder) })
}
