import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Words } from '../../../playbooks/model/text.ts'
import { type Observation, cannotLook } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import type { LookContext } from '../look/context.ts'
import { biggestFile, largeFile, type Wanted } from '../look/file-size.ts'
import { atGuestPath } from '../look/guest-path.ts'
import { cannotLookAt, codesOf } from '../look/reason.ts'

/** A file's content, up to 1 MiB. Absent is only what the system says does not exist. */
export const observeFile = async (path: string, wanted: Wanted = 'content'): Promise<Observation> => {
  try {
    // Without blocking: a FIFO has no end.
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    if (!(await file.stat()).isFile()) return cannotLook(notAFile(path))
    return contentOf(path, await readFirst(file), wanted)
  } catch (error) {
    return codesOf(error).includes('ENOENT') ? { kind: 'absent' } : cannotLookAt(path, error)
  }
}

const notAFile = (path: string): Words => ({ en: `${path} is not a file`, 'zh-cn': `${path} 不是文件` })

/** One byte more than is looked at. The size that a file system reports may be wrong, as in /proc. */
const readFirst = async (file: FileHandle): Promise<Buffer> => {
  const bytes = Buffer.alloc(biggestFile + 1)
  let length = 0
  for (;;) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length)
    length += bytesRead
    if (bytesRead === 0 || length === bytes.length) return bytes.subarray(0, length)
  }
}

const contentOf = (path: string, bytes: Buffer, wanted: Wanted): Observation =>
  bytes.length > biggestFile ? largeFile(path, wanted) : { kind: 'content', content: bytes.toString('utf8') }

/** A file in the machine, up to 1 MiB. */
export const observeGuestFile = async (
  inGuest: LookContext['inGuest'],
  path: string,
  wanted: Wanted = 'content',
): Promise<Observation> => {
  const seen = await atGuestPath(inGuest, path, 'regular*', `head -c ${biggestFile + 1} -- "$p"`)
  return seen.kind === 'printed' ? contentOf(path, Buffer.from(seen.text), wanted) : seen
}

export const observe: Observer<'file'>['observe'] = ({ where, path, content }, { absolute, inGuest }) => {
  const wanted = content === undefined ? 'presence' : 'content'
  return where === 'host' ? observeFile(absolute(path), wanted) : observeGuestFile(inGuest, absolute(path), wanted)
}
