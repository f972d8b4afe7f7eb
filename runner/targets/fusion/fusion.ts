import { access } from 'node:fs/promises'
import { spellings } from '../../../playbooks/model/spelling.ts'
import { RunnerError } from '../../errors.ts'
import type { Problem } from '../../protocol/events.ts'
import type { Target } from '../../contract/target.ts'

const app = '/Applications/VMware Fusion.app'

const noDriver: Problem = {
  what: {
    en: 'The runner cannot drive VMware Fusion yet, so this guide has never been verified by a run.',
    'zh-cn': '运行器还不能驱动 VMware Fusion，所以本指南尚未经过运行验证。',
  },
  hint: {
    en: 'Follow it by hand and report what you see: the end of its page says how.',
    'zh-cn': '请照着它手动操作，并反馈你看到的结果：页面末尾说明了方法。',
  },
}

/**
 * VMware Fusion on a Mac. It is a target so that its guides can be read, planned and refused with the right reason;
 * it cannot be opened yet. `features` are what Fusion gives a guide. `windows` joins them once a driver has started
 * one.
 */
export const fusion: Target = {
  id: 'fusion',
  features: new Set(['host-shell', 'guest-shell', 'engine', 'machine', 'terminal']),
  spelling: spellings.fusion,
  missing: async () => [...(await missingForFusion(process.platform)), noDriver],
  open: () => Promise.reject(new RunnerError('blocked', noDriver.what, { hint: noDriver.hint })),
}

const missingForFusion = async (platform: string): Promise<readonly Problem[]> => {
  if (platform !== 'darwin') return [notMac(platform)]
  const isThere = await access(app).then(
    () => true,
    () => false,
  )
  return isThere ? [] : [noApp]
}

const notMac = (platform: string): Problem => ({
  what: {
    en: `VMware Fusion runs on macOS only; this is ${platform}.`,
    'zh-cn': `VMware Fusion 只能在 macOS 上运行；这里是 ${platform}。`,
  },
  hint: { en: 'Read the guide here, and follow it on a Mac.', 'zh-cn': '请在这里阅读本指南，在 Mac 上照着做。' },
})

const noApp: Problem = {
  what: { en: `${app} is not there.`, 'zh-cn': `没有找到 ${app}。` },
  hint: {
    en: 'Download VMware Fusion from the Broadcom support portal and install it.',
    'zh-cn': '请从 Broadcom 支持门户下载并安装 VMware Fusion。',
  },
}
