import type { Words } from '../../../playbooks/model/text.ts'
import type { ActualAction } from '../../contract/action.ts'
import type { ExecResult } from '../../contract/session.ts'
import { imagesRefused, imagesServed } from '../../lab/served-requests.ts'
import type { RunningStandIns } from '../../lab/stand-ins/index.ts'
import type { UsedStandIn } from '../../protocol/events.ts'
import type { Unavailable } from '../../protocol/unavailable.ts'
import { type Unpulled, imagesNamed, unpulledProblem } from '../unpulled.ts'

/** The stand-ins while they are served. */
export interface ServedImages extends Pick<RunningStandIns, 'requests' | 'hasEnded'> {
  /** The images, as guides name them. */
  readonly images: readonly string[]
  /** All packages of the mirror, and those that it was made for. */
  readonly packages: readonly string[]
  readonly mirrored: readonly string[]
}

/** What the lab takes the place of. */
export interface OutsideSources {
  /** Undefined until stand-ins are served, and where Docker Hub answers. */
  readonly served: () => ServedImages | undefined
  /** The names that were looked up and do not exist, because the lab has no uplink. */
  readonly askedNames: () => Promise<readonly string[]>
  /** Those of these images that the lab's engine cannot pull now; asked where Docker Hub answered. */
  readonly unpulled: (images: readonly string[]) => Promise<readonly Unpulled[]>
}

/** What steps use of the world outside the lab, as the registry and the name server in it were asked. */
export interface Outside {
  /** Called before each action, so that what was asked before it is not its own. */
  readonly begin: () => Promise<void>
  readonly standIns: () => Promise<readonly UsedStandIn[]>
  /** What the action since `begin` needed and could not get. */
  readonly unavailable: (action: ActualAction, result: ExecResult) => Promise<readonly Unavailable[]>
}

export const outsideOf = ({ served, askedNames, unpulled }: OutsideSources): Outside => {
  let before = { requests: 0, names: 0 }
  const requests = async (): ReturnType<ServedImages['requests']> => (await served()?.requests()) ?? []
  return {
    begin: async () => {
      const [asked, names] = await Promise.all([requests(), askedNames()])
      before = { requests: asked.length, names: names.length }
    },
    standIns: async () => imagesServed(await requests()),
    unavailable: async (action, result) => {
      const [asked, names] = await Promise.all([requests(), askedNames()])
      const refused = imagesRefused(asked.slice(before.requests))
      const text = textOf(action, result)
      const there = served()
      if (there === undefined) {
        // Docker Hub answered when the lab was opened, and may no longer.
        const images = await unpulledNow(imagesNamed(action, result), unpulled)
        return [...images, ...hosts(names.slice(before.names), text)]
      }
      if (refused.length > 0) return refused.map((name) => noStandIn(name, there.images))
      if (there.hasEnded() && names.slice(before.names).includes(hubHost)) return [registryEnded]
      return [...missingPackages(text, there), ...hosts(names.slice(before.names), text)]
    },
  }
}

const itsEngine: Words = { en: 'The lab’s engine', 'zh-cn': '实验环境的引擎' }

const unpulledNow = async (
  images: readonly string[],
  unpulled: OutsideSources['unpulled'],
): Promise<readonly Unavailable[]> =>
  images.length === 0 ? [] : (await unpulled(images)).map((image) => unpulledProblem(image, itsEngine))

/** What an engine looks up when the registry of the stand-ins does not answer. */
const hubHost = 'registry-1.docker.io'

const textOf = (action: ActualAction, { stdout, stderr }: ExecResult): string =>
  [action.kind === 'file' ? action.content : action.line, stdout, stderr].join('\n')

const repositoryOf = (name: string): string => name.replace(/[:@][^/]*$/, '')

const noStandIn = (name: string, images: readonly string[]): Unavailable => {
  const same = images.filter((image) => repositoryOf(image) === repositoryOf(name))
  const there = same.length > 0 ? same : images
  return {
    kind: 'named',
    name,
    problem: {
      what: {
        en: `Docker Hub is unreachable, and there is no stand-in for ${name}; there are: ${there.join(', ')}`,
        'zh-cn': `无法访问 Docker Hub，而且没有 ${name} 的替身镜像；现有：${there.join('、')}`,
      },
      hint: {
        en: 'Run it where Docker Hub can be reached, or use one of these images.',
        'zh-cn': '请在能访问 Docker Hub 的地方运行，或改用现有的镜像。',
      },
    },
  }
}

const again: Words = { en: 'Run the guide again.', 'zh-cn': '请再次运行本指南。' }

const registryEnded: Unavailable = {
  kind: 'named',
  name: hubHost,
  problem: {
    what: {
      en: 'Docker Hub is unreachable, and the registry that serves the stand-ins has ended',
      'zh-cn': '无法访问 Docker Hub，而且提供替身镜像的镜像仓库已经停止',
    },
    hint: again,
  },
}

/** What apt-get says of a package that no list has. */
const unlocated = /E: (?:Unable to locate package|Package '?)\s*([a-z0-9][a-z0-9+.-]*)/g

/** The words say which package; whether the mirror has it, its own list says. */
const missingPackages = (text: string, { packages, mirrored }: ServedImages): readonly Unavailable[] =>
  [...new Set([...text.matchAll(unlocated)].map(([, name = '']) => name))]
    .filter((name) => name !== '' && !packages.includes(name))
    .map((name) => ({
      kind: 'named',
      name,
      problem: {
        what: {
          en: `The lab’s package mirror has no package ${name}; it has: ${mirrored.join(', ')}, and what these need`,
          'zh-cn': `实验环境的软件包镜像里没有 ${name}；现有 ${mirrored.join('、')} 及其依赖`,
        },
        hint: {
          en: 'Run it where a Debian mirror can be reached, or use one of these packages.',
          'zh-cn': '请在能访问 Debian 镜像站的地方运行，或改用现有的软件包。',
        },
      },
    }))

/** Names that exist nowhere (RFC 2606, RFC 6761, RFC 6762): that they have no address is no matter of the network. */
const reserved = /\.(?:test|example|invalid|localhost|local|internal|home\.arpa)$/

/** Other programs of the VM look names up as well: only a host that the action or its output names is the action’s. */
const hosts = (names: readonly string[], text: string): readonly Unavailable[] =>
  [...new Set(names)]
    .filter((name) => name.includes('.') && !reserved.test(name) && text.includes(name))
    .map((name) => ({
      kind: 'named',
      name,
      problem: {
        what: { en: `“${name}” cannot be reached from here`, 'zh-cn': `从这里无法访问“${name}”` },
        hint: {
          en: 'Run it on a computer that can reach it.',
          'zh-cn': '请在能访问它的电脑上运行。',
        },
      },
    }))
