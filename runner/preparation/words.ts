import type { Words } from '../../playbooks/model/text.ts'

export const looking: Words = { en: 'checking whether it is there', 'zh-cn': '正在检查是否已存在' }

export const heldElsewhere: Words = {
  en: 'another Shipshape on this computer is preparing it',
  'zh-cn': '这台电脑上的另一个 Shipshape 正在准备它',
}

export const waitingFor = (title: Words): Words => ({
  en: `waiting for: ${title.en}`,
  'zh-cn': `等待：${title['zh-cn']}`,
})

export const queued: Words = { en: 'waiting for its turn', 'zh-cn': '排队中' }

export const starting: Words = { en: 'starting', 'zh-cn': '正在开始' }

export const stopped: Words = { en: 'stopped; it is made at the next start', 'zh-cn': '已停止，下次启动时会重新准备' }

/** Why a part failed that needs a failed one. */
export const becauseOf = (title: Words): Words => ({
  en: `It needs “${title.en}”, which could not be prepared.`,
  'zh-cn': `它依赖“${title['zh-cn']}”，而后者未能准备好。`,
})
