import type { Words } from '../../playbooks/model/text.ts'
import { alike } from '../../playbooks/model/text.ts'
import { findImage, obtainImage, type Progress } from '../lab/image/index.ts'
import { findReady, obtainReady } from '../lab/ready.ts'
import { findRegistry, obtainRegistry } from '../lab/registry/index.ts'
import type { Part, PartWork } from './part.ts'

export interface LabOptions {
  readonly cache: string
  readonly isOnline?: () => Promise<boolean>
}

const architecture = 'amd64'

const telling =
  ({ progress }: PartWork): Progress =>
  ({ text, done, total }) =>
    progress({
      text: alike(text),
      ...(done === undefined ? {} : { done }),
      ...(total === undefined ? {} : { total }),
      unit: 'steps',
    })

interface Kept {
  readonly id: string
  readonly title: Words
  readonly after: readonly string[]
  readonly find: (progress: Progress) => Promise<unknown>
  readonly make: (progress: Progress, signal: AbortSignal) => Promise<unknown>
}

const asPart = ({ id, title, after, find, make }: Kept): Part => ({
  id,
  title,
  after,
  find: async (work) => ((await find(telling(work))) === undefined ? 'missing' : 'ready'),
  make: async (work) => {
    await make(telling(work), work.signal)
  },
})

/** What the lab consists of, each made once and found again. */
export const labParts = ({ cache, isOnline }: LabOptions): readonly Part[] => {
  const standIns = asPart({
    id: 'stand-ins',
    title: { en: 'Images that stand in for Docker Hub’s', 'zh-cn': '代替 Docker Hub 的替身镜像' },
    after: ['programs'],
    find: (progress) => findRegistry({ cache, progress }),
    make: (progress, signal) => obtainRegistry({ cache, progress, signal }),
  })
  return [
    asPart({
      id: 'image',
      title: { en: 'Image of the virtual machine', 'zh-cn': '虚拟机镜像' },
      after: ['programs'],
      find: (progress) => findImage({ architecture, cache, progress }),
      make: (progress, signal) => obtainImage({ architecture, cache, progress, signal }),
    }),
    { ...standIns, find: async (work) => ((await isOnline?.()) === true ? 'not-needed' : standIns.find(work)) },
    asPart({
      id: 'ready-vm',
      title: { en: 'Virtual machine that is ready to resume', 'zh-cn': '可随时恢复的虚拟机' },
      after: ['programs', 'image'],
      find: (progress) => findReady({ cache, progress }),
      make: (progress, signal) => obtainReady({ cache, progress, signal }),
    }),
  ]
}
