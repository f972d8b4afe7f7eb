import type { Words } from '../../../playbooks/model/text.ts'

/** A file's content is read up to so many bytes. */
export const biggestFile = 1024 * 1024

/** Why a file's content was not read. */
export const tooLarge = (path: string): Words => ({ en: `${path} is larger than 1 MiB`, 'zh-cn': `${path} 大于 1 MiB` })
