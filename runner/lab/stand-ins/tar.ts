/** A member of a tar archive, with its raw blocks: headers, data, padding. */
export interface Member {
  /** Without a leading `./` and without a trailing `/`. */
  readonly path: string
  readonly kind: 'file' | 'hard-link' | 'link' | 'folder' | 'other'
  /** The target of a link. */
  readonly target: string
  readonly blocks: Buffer
}

const block = 512
const kinds: Readonly<Record<string, Member['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '1': 'hard-link',
  '2': 'link',
  '5': 'folder',
}
const codes: Readonly<Record<'file' | 'hard-link' | 'link' | 'folder', string>> = {
  file: '0',
  'hard-link': '1',
  link: '2',
  folder: '5',
}

/** Reads an archive (POSIX ustar with pax or GNU long names) in memory. */
export const readTar = (archive: Buffer): readonly Member[] => {
  const members: Member[] = []
  let [start, at] = [0, 0]
  let long: Readonly<Record<string, string>> = {}
  while (at + block <= archive.length && archive[at] !== 0) {
    const header = archive.subarray(at, at + block)
    const type = header.toString('latin1', 156, 157)
    const bytes = Number.parseInt(text(header, 124, 12), 8)
    const data = archive.subarray(at + block, at + block + bytes)
    at += block + padded(bytes)
    if (type in extensions) {
      long = { ...long, ...extensions[type]?.(data) }
      continue
    }
    const path = long['path'] ?? [text(header, 345, 155), text(header, 0, 100)].filter((part) => part !== '').join('/')
    const target = long['linkpath'] ?? text(header, 157, 100)
    members.push({ path: plain(path), target, kind: kinds[type] ?? 'other', blocks: archive.subarray(start, at) })
    ;[start, long] = [at, {}]
  }
  return members
}

/** Headers that extend the header of the next member. */
const extensions: Readonly<Record<string, (data: Buffer) => Readonly<Record<string, string>>>> = {
  x: (data) =>
    Object.fromEntries(
      [...data.toString().matchAll(/^\d+ ([^=]+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value]),
    ),
  L: (data) => ({ path: text(data, 0, data.length) }),
  K: (data) => ({ linkpath: text(data, 0, data.length) }),
  g: () => ({}),
}

const text = (from: Buffer, at: number, length: number): string =>
  from
    .toString('utf8', at, at + length)
    .replace(/\0[^]*$/, '')
    .trim()
const padded = (bytes: number): number => Math.ceil(bytes / block) * block
const plain = (path: string): string => path.replace(/^\.\/+/, '').replace(/\/+$/, '')

export interface NewMember {
  readonly path: string
  readonly kind: 'file' | 'hard-link' | 'link' | 'folder'
  readonly mode: number
  readonly data?: Buffer
  readonly target?: string
}

/** Creates a member owned by root, with the given date. The path has at most 100 bytes. */
export const makeMember = (
  { path, kind, mode, data = Buffer.alloc(0), target = '' }: NewMember,
  epoch: number,
): Member => {
  const blocks = Buffer.alloc(block + padded(data.length))
  const octal = (number: number, digits: number) => number.toString(8).padStart(digits, '0')
  const fields: readonly (readonly [number, string])[] = [
    ...([
      [0, kind === 'folder' ? `${path}/` : path],
      [100, octal(mode, 7)],
      [108, octal(0, 7)],
      [116, octal(0, 7)],
    ] as const),
    ...([
      [124, octal(data.length, 11)],
      [136, octal(epoch, 11)],
      [148, ' '.repeat(8)],
      [156, codes[kind]],
    ] as const),
    ...([
      [157, target],
      [257, 'ustar'],
      [263, '00'],
      [265, 'root'],
      [297, 'root'],
    ] as const),
  ]
  for (const [at, value] of fields) blocks.write(value, at)
  const sum = blocks.subarray(0, block).reduce((total, byte) => total + byte, 0)
  blocks.write(`${octal(sum, 6)}\0 `, 148)
  data.copy(blocks, block)
  return { path, kind, target, blocks }
}

export const writeTar = (members: readonly Member[]): Buffer =>
  Buffer.concat([...members.map(({ blocks }) => blocks), Buffer.alloc(2 * block)])
