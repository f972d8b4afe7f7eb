import { type Words, alike } from '../../../playbooks/model/text.ts'
import { RunnerError } from '../../errors.ts'
import { findRegistry, standInImages, startMirror, startRegistry } from '../../lab/registry/index.ts'
import { cacheDir } from '../../paths.ts'

export interface ServeOptions {
  /** `nsenter …`: the registry answers on 127.0.0.1:5000 in the namespace, the packages on 5080, and both end with it. */
  readonly prefix: readonly string[]
  readonly onProgress: (text: Words) => void
  readonly signal: AbortSignal
}

/** Serves images under the names that Docker Hub gives them, and the packages that apt finds in them; answers those names, for they are stand-ins. */
export const serveImages = async ({ prefix, onProgress, signal }: ServeOptions): Promise<readonly string[]> => {
  onProgress({ en: 'Starting a registry, for Docker Hub cannot be reached', 'zh-cn': '无法访问 Docker Hub，正在启动自己的镜像仓库' })
  const storage = await findRegistry({ cache: cacheDir(), progress: ({ text }) => onProgress(alike(text)) })
  if (storage === undefined) {
    throw new RunnerError('blocked', 'The images that stand in for Docker Hub’s have not been built yet.', { hint: 'npx shipshape lab build' })
  }
  await Promise.all([startRegistry({ storage, prefix, signal }), startMirror({ storage, prefix, signal })])
  return standInImages
}
