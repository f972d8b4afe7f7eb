import { join } from 'node:path'
import { type Words, alike } from '../../../playbooks/model/text.ts'
import type { Problem } from '../../protocol/events.ts'
import type { Unavailable } from '../../protocol/unavailable.ts'
import { packagesIn } from '../../lab/mirrored-packages.ts'
import { keptStandIns, problemOf, serveStandIns, standIns } from '../../lab/stand-ins/index.ts'
import { cacheDir } from '../../paths.ts'
import { hubAnswers } from './hub.ts'
import type { ServedImages } from './outside.ts'

export interface ServeOptions {
  /** `nsenter …`: images are served on 127.0.0.1:5000 in the namespace, packages on 5080; both servers end with it. */
  readonly prefix: readonly string[]
  /** The server's log file. */
  readonly folder: string
  readonly onProgress: (text: Words) => void
  readonly signal: AbortSignal
}

/** Serves all existing stand-ins under the names of Docker Hub's images. */
export const serveImages = async ({ prefix, folder, onProgress, signal }: ServeOptions): Promise<ServedImages> => {
  onProgress({
    en: 'Serving stand-in images: Docker Hub is unreachable',
    'zh-cn': '无法访问 Docker Hub，正在提供替身镜像',
  })
  const kept = await keptStandIns(cacheDir())
  const folders = kept.map((each) => each.folder)
  const [running, packages] = await Promise.all([
    serveStandIns({ folders, prefix, log: join(folder, 'stand-ins.log'), signal }),
    packagesIn(folders),
  ])
  const images = [...new Set(kept.flatMap(({ standIn }) => standIn.images.map(({ name }) => name)))]
  const mirrored = kept.flatMap(({ standIn }) => (standIn.images.length === 0 ? (standIn.packages?.names ?? []) : []))
  return { requests: running.requests, hasEnded: running.hasEnded, images, packages, mirrored }
}

const build = alike('npx shipshape lab build')

/** The missing stand-ins, each with the reason; empty where Docker Hub answers. */
export const unavailableImages = async (): Promise<readonly Unavailable[]> => {
  const kept = new Set((await keptStandIns(cacheDir())).map(({ standIn }) => standIn.id))
  const missing = standIns.filter(({ id }) => !kept.has(id))
  if (missing.length === 0 || (await hubAnswers(new AbortController().signal))) return []
  return (
    await Promise.all(missing.map(async (standIn) => unavailableOf(standIn, await problemOf(standIn, cacheDir()))))
  ).flat()
}

const unavailableOf = (
  { images, id }: (typeof standIns)[number],
  reasonText: string | undefined,
): readonly Unavailable[] => {
  // The text is used inside a sentence, so it has no full stop.
  const reason = reasonText?.replace(/\.$/, '')
  const why = { en: reason === undefined ? '' : `: ${reason}`, 'zh-cn': reason === undefined ? '' : `：${reason}` }
  const problemOfImage = (name: string): Problem => ({
    what: {
      en: `Docker Hub is unreachable, and the stand-in for ${name} is missing${why.en}`,
      'zh-cn': `无法访问 Docker Hub，而且没有 ${name} 的替身镜像${why['zh-cn']}`,
    },
    hint: build,
  })
  if (images.length === 0) return [{ kind: 'packages', problem: packagesProblem(id, why) }]
  return images.map(({ name, platform }) => ({
    ...{ kind: 'image', name, problem: problemOfImage(platform === undefined ? name : `${name} (${platform})`) },
    ...(platform === undefined ? {} : { platform }),
  }))
}

const packagesProblem = (id: string, why: Words): Problem => ({
  what: {
    en: `The packages that apt-get installs in a container (${id}) are missing${why.en}`,
    'zh-cn': `容器里 apt-get 要安装的软件包（${id}）缺失${why['zh-cn']}`,
  },
  hint: build,
})
