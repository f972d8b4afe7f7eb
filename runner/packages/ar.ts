import { RunnerError } from '../errors.ts'

/** A member of an archive, by its offset and size in the file. */
export interface ArMember {
  readonly name: string
  readonly start: number
  readonly size: number
}

const magic = '!<arch>\n'
const headerBytes = 60

/** Reads at most `length` bytes from `start`; fewer at the end of the file. */
export type ReadAt = (start: number, length: number) => Promise<Buffer>

/** The members of an ar(5) archive, as deb(5) uses it. RunnerError('broken') when it is not one. */
export const arMembers = async (readAt: ReadAt, from: string): Promise<readonly ArMember[]> => {
  if ((await readAt(0, magic.length)).toString('latin1') !== magic) throw noPackage(from)
  const members: ArMember[] = []
  for (let at = magic.length; ;) {
    const header = (await readAt(at, headerBytes)).toString('latin1')
    if (header === '') return members
    const size = Number(/^\d+(?= *`\n$)/.exec(header.slice(48))?.[0])
    if (Number.isNaN(size)) throw noPackage(from)
    members.push({ name: header.slice(0, 16).trim().replace(/\/$/, ''), start: at + headerBytes, size })
    at += headerBytes + size + (size % 2)
  }
}

/** One message for every kind of damaged package. */
export const noPackage = (from: string, cause?: unknown): RunnerError =>
  new RunnerError('broken', `${from} is not a Debian package.`, { hint: 'npx shipshape lab build --again', cause })
