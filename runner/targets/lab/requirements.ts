import { alike } from '../../../playbooks/model/text.ts'
import { RunnerError, problemOf } from '../../errors.ts'
import { findClient } from '../../lab/client/index.ts'
import { findImage } from '../../lab/image/obtain.ts'
import { qemuVersion } from '../../machines/qemu/process.ts'
import { cacheDir } from '../../paths.ts'
import type { Problem } from '../../protocol/events.ts'

const build = alike('npx shipshape lab build')

/** What is missing on this computer for the lab, each with the command that provides it. */
export const missingForLab = async (): Promise<readonly Problem[]> => {
  if (process.platform !== 'linux') {
    return [
      {
        what: {
          en: `The lab runs only on Linux; this is ${process.platform}.`,
          'zh-cn': `实验环境只能在 Linux 上运行；这里是 ${process.platform}。`,
        },
        hint: {
          en: 'Read the guide here, and run it on a computer with Linux.',
          'zh-cn': '请在这里阅读本指南，在 Linux 电脑上运行它。',
        },
      },
    ]
  }
  const found = await Promise.all([missingQemu(), missingClient(), missingImage()])
  return found.filter((problem) => problem !== undefined)
}

type MaybeProblem = Promise<Problem | undefined>

const missingQemu = async (): MaybeProblem => {
  try {
    await qemuVersion('amd64')
    return undefined
  } catch (error) {
    if (error instanceof RunnerError) return problemOf(error)
    throw error
  }
}

const missingClient = async (): MaybeProblem =>
  (await findClient({ cache: cacheDir() })) === undefined ? noClient : undefined

const noClient: Problem = {
  what: {
    en: 'The lab’s Docker client has not been downloaded yet.',
    'zh-cn': '实验环境的 Docker 客户端还没有下载。',
  },
  hint: build,
}

const missingImage = async (): MaybeProblem => {
  const image = await findImage({ architecture: 'amd64', cache: cacheDir(), progress: () => undefined })
  return image === undefined
    ? { what: { en: 'The lab’s image has not been built yet.', 'zh-cn': '实验环境的镜像还没有构建。' }, hint: build }
    : undefined
}
