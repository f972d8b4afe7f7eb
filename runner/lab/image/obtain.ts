import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildImage } from './build/build.ts'
import { recipeKey } from './build/key.ts'
import { imagesFolder, moveAside, openImage, type Image, type Progress } from './image.ts'
import type { Depth } from '../verified.ts'
import type { Architecture } from './architecture.ts'

export interface Wanted {
  readonly architecture: Architecture
  /** The folder of what can be made again. */
  readonly cache: string
  readonly progress: Progress
  /** How closely it is looked at; as it is used every day, by its stamps. */
  readonly depth?: Depth
}

/**
 * The image of today's recipe, when it is there and whole. A damaged one is moved aside, as `progress` says;
 * then it is as if there were none.
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
  progress({ text: `${opened.damage} It was moved to ${await moveAside(folder)} and will be made again.` })
  return undefined
}

/** The image of today's recipe: found, or else built. Two callers at once must hold a lock of their own. */
export const obtainImage = async (wanted: Wanted & { readonly signal: AbortSignal }): Promise<Image> =>
  (await findImage(wanted)) ?? (await buildImage(wanted))

/** Deletes the image of today's recipe, if there is one. Machines that were made of it cannot start any more. */
export const forgetImage = async ({ architecture, cache }: Pick<Wanted, 'architecture' | 'cache'>): Promise<void> =>
  rm(await folderOf(cache, architecture), { recursive: true, force: true })

const folderOf = async (cache: string, architecture: Architecture): Promise<string> =>
  join(imagesFolder(cache, architecture), await recipeKey(architecture))
