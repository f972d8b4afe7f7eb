import { access } from 'node:fs/promises'
import { RunnerError } from '../../errors.ts'
import type { Lack } from '../../protocol/events.ts'
import type { Target } from '../target.ts'

const app = '/Applications/VMware Fusion.app'

const noDriver: Lack = {
  what: 'The runner cannot drive VMware Fusion yet, so no run has proven this guide so far.',
  hint: 'Follow it by hand, and tell what you saw: the end of its page says how.',
}

/**
 * VMware Fusion on a Mac. It is named so that a guide written for it can be read, planned and refused for the true reasons;
 * it cannot be opened yet. `features` are what Fusion gives a guide. `windows` joins them once a driver has started one.
 */
export const fusion: Target = {
  id: 'fusion',
  features: new Set(['host-shell', 'guest-shell', 'engine', 'machine', 'terminal']),
  spelling: {
    address: '"$(vmrun -T fusion getGuestIPAddress "$VM" -wait)"',
    user: 'Administrator',
    dockerHost: 'tcp://"$(vmrun -T fusion getGuestIPAddress "$VM" -wait)":2376',
  },
  lacks: async () => [...(await fusionLacks(process.platform)), noDriver],
  open: () => Promise.reject(new RunnerError('blocked', noDriver.what, { hint: noDriver.hint })),
}

const fusionLacks = async (platform: string): Promise<readonly Lack[]> => {
  if (platform !== 'darwin') return [{ what: `VMware Fusion runs on macOS only; this is ${platform}.`, hint: 'Read the guide here, and follow it on a Mac.' }]
  const isThere = await access(app).then(() => true, () => false)
  return isThere ? [] : [{ what: `${app} is not there.`, hint: 'Download VMware Fusion from the Broadcom support portal and install it.' }]
}
