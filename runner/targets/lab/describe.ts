import { RunnerError } from '../../errors.ts'
import { bootImage } from '../../lab/boot-image.ts'
import type { Image } from '../../lab/image/image.ts'
import { findImage } from '../../lab/image/obtain.ts'
import { chooseAccelerator } from '../../machines/qemu/accelerator.ts'
import { qemuVersion } from '../../machines/qemu/process.ts'
import { stampOf } from '../../machines/stamp.ts'
import { cacheDir } from '../../paths.ts'
import type { TargetFacts } from '../../protocol/events.ts'
import { askProgram, findProgram } from '../../host/program.ts'

/** The lab's versions for the report, so that a result can be reproduced. */
export const describeLab = async (signal: AbortSignal): Promise<TargetFacts> => {
  const image = await needImage()
  const version = await qemuVersion('amd64')
  const [{ accelerator }, client] = await Promise.all([
    chooseAccelerator(bootImage(image), 'amd64', version, { signal }),
    clientVersion(),
  ])
  return {
    id: 'lab',
    description: `lab: QEMU ${version}, ${accelerator}`,
    details: {
      image: image.id,
      kernel: image.manifest.kernelRelease,
      engine: packageVersion(image, 'docker.io'),
      containerd: packageVersion(image, 'containerd'),
      client,
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

let known: { readonly stamp: string; readonly version: Promise<string> } | undefined

/** Cached per program file. */
const clientVersion = async (): Promise<string> => {
  const path = findProgram('docker')
  const stamp = path === undefined ? undefined : await stampOf(path)
  if (path === undefined || stamp === undefined) return 'unknown'
  if (known?.stamp !== stamp) known = { stamp, version: askVersion(path) }
  return known.version
}

const askVersion = async (path: string): Promise<string> => {
  const { stdout, failed } = await askProgram(path, ['--version'])
  return failed ? 'unknown' : stdout.replace(/^Docker version /, '')
}
