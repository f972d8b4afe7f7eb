import type Docker from 'dockerode'
import { z } from 'zod'
import type { Problem } from '../../protocol/events.ts'

/** No image has this name: the top-level domain is reserved for that (RFC 2606). */
const noImage = 'shipshape.invalid/none:0'

/**
 * Why an engine cannot mount a folder of this computer; undefined when it can, and when it does not say. Asks it to
 * create a container, which comes to nothing for want of its image: the engine looks for the folders first.
 */
export const cannotMount = async (engine: Docker, folder: string): Promise<Problem | undefined> => {
  try {
    const Mounts = [{ Type: 'bind' as const, Source: folder, Target: '/folder' }]
    const made = await engine.createContainer({ Image: noImage, HostConfig: { Mounts } })
    await made.remove() // Somebody gave an image this name.
    return undefined
  } catch (error) {
    return isUnseen(error) ? unseen(folder) : undefined
  }
}

/** Docker's engine says the first of its own computer, Docker Desktop the others of the Mac's folders. */
const words = /bind source path does not exist|is not shared from the host|mounts denied/i
const refusal = z.object({ json: z.object({ message: z.string().regex(words) }) })

const isUnseen = (error: unknown): boolean => refusal.safeParse(error).success

const unseen = (folder: string): Problem => ({
  what: {
    en: `Your engine cannot mount ${folder}: it runs on another computer, or its VM does not share this folder`,
    'zh-cn': `你的引擎无法挂载 ${folder}：它在另一台计算机上运行，或者它的虚拟机没有共享这个目录`,
  },
  hint: {
    en: 'Keep the runs in a folder that it shares, such as one in your home: set SHIPSHAPE_STATE to it.',
    'zh-cn': '把运行文件放到它共享的目录里，例如主目录下的某个目录：用 SHIPSHAPE_STATE 指定它。',
  },
})
