import { type Observation, cannotLook } from '../../contract/observation.ts'

/** The largest file whose content is read. Bytes. */
export const biggestFile = 1024 * 1024

/** What a check asks of a file. */
export type Wanted = 'content' | 'presence'

/** What is seen of a file that is too large to be read: that it is there, when nothing else is asked. */
export const largeFile = (path: string, wanted: Wanted): Observation =>
  wanted === 'presence'
    ? { kind: 'state', state: 'present' }
    : cannotLook({ en: `${path} is larger than 1 MiB`, 'zh-cn': `${path} 大于 1 MiB` })
