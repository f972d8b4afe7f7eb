import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildImage } from './build/build.ts'
import { recipeKey } from './build/key.ts'
import { imagesFolder, moveAside, openImage, type Image, type Progress } from './image.ts'
import type { Depth } from '../verified.ts'
import type { Architecture } from './architecture.ts'

export interface Wanted {
  readonly architecture: Architecture
  /** The cache folder. */
  readonly cache: string
  readonly progress: Progress
  /** How it is verified (default: by its stamps). */
  readonly depth?: Depth
}

/**
 * The image of the current recipe, when it exists and is intact. A damaged one is moved aside and counts as
 * missing; `progress` reports it.
 */
export const findImage = async ({
  architecture,
  cache,
  progress,
  depth = 'stamps',
}: Wanted): Promise<Image | undefined> => {
  const folder = await folderOf(cache, architecture)
  const opened = await openImage(folder, depth)
  if (opened === undefined) return undefined
  if ('image' in opened) return opened.image
  progress({ text: `${opened.damage} It was moved to ${await moveAside(folder)} and will be built again.` })
  return undefined
}

/** The image of the current recipe, built when it is missing. Concurrent callers must hold a lock. */
export const obtainImage = async (wanted: Wanted & { readonly signal: AbortSignal }): Promise<Image> =>
  (await findImage(wanted)) ?? (await buildImage(wanted))

/** Deletes the image of the current recipe, if there is one. VMs that boot it cannot start afterwards. */
export const forgetImage = async ({ architecture, cache }: Pick<Wanted, 'architecture' | 'cache'>): Promise<void> =>
  rm(await folderOf(cache, architecture), { recursive: true, force: true })

const folderOf = async (cache: string, architecture: Architecture): Promise<string> =>
  join(imagesFolder(cache, architecture), await recipeKey(architecture))
