import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { throwWhenFull } from '../../packages/index.ts'
import { digestOf, sha256Of } from '../../host/digest.ts'
import { makeWholeFolder } from '../whole-folder.ts'

/** What a folder serves: by path, the file's checksum (which is its name) and its media type. */
const servedSchema = z.record(z.string(), z.strictObject({ sha256: z.string(), type: z.string(), bytes: z.number() }))
export type ServedFiles = z.infer<typeof servedSchema>

const descriptorSchema = z.strictObject({ mediaType: z.string(), digest: z.string(), size: z.number() })
const platformSchema = z.strictObject({
  os: z.literal('linux'),
  architecture: z.enum(['amd64', 'arm64', 'arm']),
  variant: z.string().optional(),
})

/** An image of one platform, by its name. Names with `isIndex` are served as an index of all existing platforms. */
const keptImageSchema = z.strictObject({
  repository: z.string(),
  tags: z.array(z.string()).readonly(),
  platform: platformSchema,
  isIndex: z.boolean(),
  manifest: descriptorSchema,
})
export type KeptImage = Readonly<z.infer<typeof keptImageSchema>>

const contentsSchema = z.strictObject({ files: servedSchema, images: z.array(keptImageSchema).readonly() })
export type Contents = Readonly<z.infer<typeof contentsSchema>>

const contentsName = 'contents.json'

/** Collects the files of one stand-in in a folder that appears under its name only when it is complete. */
export interface Draft {
  /** Adds a file under its checksum, served at this path. */
  add(path: string, type: string, data: Buffer): Promise<void>
  addImage(image: KeptImage): void
}

/** Creates a folder atomically: it is complete or absent. RunnerError('blocked') when the disk is full. */
export const keep = async (folder: string, fill: (draft: Draft) => Promise<void>): Promise<void> => {
  try {
    await keepOrThrow(folder, fill)
  } catch (error) {
    throwWhenFull(error, folder)
    throw error
  }
}

const keepOrThrow = async (folder: string, fill: (draft: Draft) => Promise<void>): Promise<void> => {
  await makeWholeFolder(folder, async (work) => {
    const files: ServedFiles = {}
    const images: KeptImage[] = []
    await fill({
      add: async (path, type, data) => {
        const sha256 = sha256Of(data)
        await writeFile(join(work, sha256), data)
        files[path] = { sha256, type, bytes: data.length }
      },
      addImage: (image) => void images.push(image),
    })
    await writeFile(join(work, contentsName), JSON.stringify({ files, images } satisfies Contents, undefined, 1))
  })
}

/** The list of a folder's files, without verifying them; undefined when it is missing or incomplete. */
export const readContents = async (folder: string): Promise<Contents | undefined> => {
  try {
    return contentsSchema.parse(JSON.parse(await readFile(join(folder, contentsName), 'utf8')))
  } catch {
    return undefined // Absent or damaged: it is built again.
  }
}

/** Whether every file of a folder has the right checksum. */
export const isWhole = async (folder: string): Promise<boolean> => {
  const contents = await readContents(folder)
  if (contents === undefined) return false
  for (const { sha256 } of Object.values(contents.files)) {
    const found = await digestOf(join(folder, sha256)).catch(() => undefined)
    if (found?.sha256 !== sha256) return false
  }
  return true
}
