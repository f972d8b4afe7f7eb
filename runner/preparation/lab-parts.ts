import { type Words, alike } from '../../playbooks/model/text.ts'
import { messageOf } from '../errors.ts'
import { findClient, obtainClient } from '../lab/client/index.ts'
import { cleanUp } from '../lab/clean-up.ts'
import { findImage, obtainImage, type Progress } from '../lab/image/index.ts'
import { findReady, obtainReady } from '../lab/ready.ts'
import { findStandIn, makeStandIn, noteProblem, standIns, type StandIn } from '../lab/stand-ins/index.ts'
import type { Part, PartWork } from './part.ts'

export interface LabOptions {
  /** The cache folder. */
  readonly cache: string
  /** Whether Docker Hub answers, so that no stand-in is needed. Left out: stand-ins are always built. */
  readonly isOnline?: () => Promise<boolean>
}

const architecture = 'amd64'

const reporting =
  ({ progress }: PartWork): Progress =>
  ({ text, done, total, unit }) =>
    progress({
      text: alike(text),
      ...(done === undefined || total === undefined ? {} : { done, total, unit: unit ?? 'steps' }),
    })

const imagePart = (cache: string): Part => ({
  id: 'image',
  title: { en: 'Image of the VM', 'zh-cn': '虚拟机镜像' },
  after: ['programs'],
  find: async (work) =>
    (await findImage({ architecture, cache, progress: reporting(work) })) === undefined ? 'missing' : 'ready',
  make: async (work) => {
    await obtainImage({ architecture, cache, progress: reporting(work), signal: work.signal })
  },
})

const clientPart = (cache: string): Part => ({
  id: 'client',
  title: { en: 'Docker client with Buildx and Compose', 'zh-cn': 'Docker 客户端（含 Buildx 和 Compose）' },
  after: [],
  find: async () => ((await findClient({ cache })) === undefined ? 'missing' : 'ready'),
  make: async (work) => {
    await obtainClient({ cache, progress: reporting(work), signal: work.signal })
  },
})

const readyPart = (cache: string): Part => ({
  id: 'ready-vm',
  title: { en: 'VM that is ready to resume', 'zh-cn': '可随时恢复的虚拟机' },
  after: ['image'],
  find: async (work) => ((await findReady({ cache, progress: reporting(work) })) === undefined ? 'missing' : 'ready'),
  make: async (work) => {
    await obtainReady({ cache, progress: reporting(work), signal: work.signal })
    await cleanUp(cache, architecture)
  },
})

/** Stand-ins whose packages are installed, not only unpacked, need programs of the OS. */
const isInstalled = ({ id }: StandIn): boolean => id === 'stand-in/debian' || id === 'stand-in/nginx'

const titleOf = ({ id, images: [first] }: StandIn): Words => {
  if (first === undefined) return { en: 'Packages for apt-get in containers', 'zh-cn': '供容器内 apt-get 使用的软件包' }
  const platform = id === 'stand-in/hello-world' || first.platform === undefined ? '' : ` (${first.platform})`
  return { en: `Stand-in for ${first.name}${platform}`, 'zh-cn': `${first.name}${platform} 的替身镜像` }
}

const standInPart = (standIn: StandIn, { cache, isOnline }: LabOptions): Part => ({
  id: standIn.id,
  title: titleOf(standIn),
  after: standIn.after === undefined ? (isInstalled(standIn) ? ['programs'] : []) : ['programs', standIn.after],
  find: async () => {
    if ((await findStandIn(standIn, { cache })) !== undefined) return 'ready'
    return (await isOnline?.()) === true ? 'not-needed' : 'missing'
  },
  make: async (work) => {
    try {
      await makeStandIn(standIn, { cache, progress: reporting(work), signal: work.signal })
      await noteProblem(standIn, cache, undefined)
    } catch (error) {
      // A later run reports this as the reason why its step is blocked.
      if (!work.signal.aborted) await noteProblem(standIn, cache, messageOf(error))
      throw error
    }
  },
})

/**
 * The parts of the lab, each built once and found again: the image, the ready VM, the client, and each stand-in. The
 * longest chains come first: two parts are built at once, and quick ones fill the gaps.
 */
export const labParts = (options: LabOptions): readonly Part[] => [
  imagePart(options.cache),
  readyPart(options.cache),
  clientPart(options.cache),
  ...[...standIns.filter(isInstalled), ...standIns.filter((standIn) => !isInstalled(standIn))].map((standIn) =>
    standInPart(standIn, options),
  ),
]
