import { RunnerError } from '../../errors.ts'
import { bootImage } from '../../lab/boot-image.ts'
import type { Image } from '../../lab/image/image.ts'
import { findImage } from '../../lab/image/obtain.ts'
import { chooseAccelerator } from '../../machines/qemu/accelerator.ts'
import { qemuVersion } from '../../machines/qemu/process.ts'
import { cacheDir } from '../../paths.ts'
import type { TargetFacts } from '../../protocol/events.ts'
import { findClient } from '../../lab/client/index.ts'

/** The lab's versions for the report, so that a result can be reproduced. */
export const describeLab = async (signal: AbortSignal): Promise<TargetFacts> => {
  const image = await needImage()
  const version = await qemuVersion('amd64')
  const [{ accelerator }, client] = await Promise.all([
    chooseAccelerator(bootImage(image), 'amd64', version, { signal }),
    findClient({ cache: cacheDir() }),
  ])
  return {
    id: 'lab',
    description: `lab: QEMU ${version}, ${accelerator}`,
    details: {
      image: image.id,
      kernel: image.manifest.kernelRelease,
      engine: packageVersion(image, 'docker.io'),
      containerd: packageVersion(image, 'containerd'),
      client: client?.versions['docker-cli'] ?? 'unknown',
    },
  }
}

const needImage = async (): Promise<Image> => {
  const image = await findImage({ architecture: 'amd64', cache: cacheDir(), progress: () => undefined })
  if (image !== undefined) return image
  throw new RunnerError(
    'blocked',
    { en: 'The lab’s image has not been built yet.', 'zh-cn': '实验环境的镜像还没有构建。' },
    { hint: 'npx shipshape lab build' },
  )
}

const packageVersion = ({ manifest }: Image, name: string): string =>
  manifest.packages.find((each) => each.name === name)?.version ?? 'unknown'
