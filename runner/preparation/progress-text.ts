import type { Words } from '../../playbooks/model/text.ts'
import type { PartStatus } from '../protocol/preparation.ts'
import { namedShare } from '../protocol/share.ts'

/** What a run waits for: the parts that are being built, and the number of parts after them. */
export const waitingText = (pending: readonly PartStatus[]): Words => {
  const now = pending.filter(({ state }) => state === 'preparing')
  const named = (now.length > 0 ? now : pending.slice(0, 1)).map(namedShare)
  const left = pending.length - named.length
  const more = left === 0 ? { en: '', 'zh-cn': '' } : { en: `; ${left} more to come`, 'zh-cn': `；之后还有 ${left} 项` }
  return {
    en: `waiting for: ${named.map(({ en }) => en).join(', ')}${more.en}`,
    'zh-cn': `等待准备：${named.map((each) => each['zh-cn']).join('、')}${more['zh-cn']}`,
  }
}
