import { RunnerError } from '../../errors.ts'
import { findRegistry, standInImages, startRegistry } from '../../lab/registry/index.ts'
import { cacheDir } from '../../paths.ts'

export interface ServeOptions {
  /** `nsenter …`: the registry answers on 127.0.0.1:5000 in the namespace, and ends with it. */
  readonly prefix: readonly string[]
  readonly onProgress: (text: string) => void
  readonly signal: AbortSignal
}

/** Serves images under the names that Docker Hub gives them; answers those names, for they are stand-ins. */
export const serveImages = async ({ prefix, onProgress, signal }: ServeOptions): Promise<readonly string[]> => {
  onProgress('Starting a registry, for Docker Hub cannot be reached')
  const storage = await findRegistry({ cache: cacheDir(), progress: ({ text }) => onProgress(text) })
  if (storage === undefined) {
    throw new RunnerError('blocked', 'The images that stand in for Docker Hub’s have not been built yet.', { hint: 'npx shipshape lab build' })
  }
  await startRegistry({ storage, prefix, signal })
  return standInImages
}
