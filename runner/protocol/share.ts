import type { Words } from '../../playbooks/model/text.ts'
import type { PartStatus } from './preparation.ts'

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)

/** The progress of a part: `45 %`, or `12 of 70 MB` for a download; undefined when unknown. */
export const shareOf = ({ done, total, unit }: PartStatus): Words | undefined => {
  if (done === undefined) return undefined
  if (unit === 'bytes') {
    const [got, all] = [megabytes(done), total === undefined ? undefined : megabytes(total)]
    return all === undefined
      ? { en: `${got} MB`, 'zh-cn': `${got} MB` }
      : { en: `${got} of ${all} MB`, 'zh-cn': `${got} / ${all} MB` }
  }
  if (total === undefined || total === 0) return undefined
  const percent = `${Math.floor((100 * done) / total)} %`
  return { en: percent, 'zh-cn': percent }
}

/** A part with its progress: `Image of the virtual machine (45 %)`. */
export const namedShare = (part: PartStatus): Words => {
  const share = shareOf(part)
  if (share === undefined) return part.title
  return { en: `${part.title.en} (${share.en})`, 'zh-cn': `${part.title['zh-cn']}（${share['zh-cn']}）` }
}
