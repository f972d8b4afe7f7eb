import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RunnerError } from '../errors.ts'

/** Debian's architecture names; `all` runs on any architecture. */
export type PackageArchitecture = 'amd64' | 'arm64' | 'armhf' | 'all'

/** A line of the lock: where a package is, and which parts use it. */
export interface LockedPackage {
  readonly name: string
  readonly version: string
  readonly architecture: PackageArchitecture
  /** Begins with the archive's name: `debian/pool/main/b/busybox/busybox-static_1.37.0-6+b9_armhf.deb`. */
  readonly path: string
  /** In bytes. */
  readonly size: number
  /** 64 hex digits. */
  readonly sha256: string
  /** The parts that use it: `image/amd64`, `stand-in/nginx`. */
  readonly parts: readonly string[]
}

/** The committed list of all packages of the lab. */
export const lockFile = join(import.meta.dirname, 'debian.lock')

const line =
  /^(\S+) (\S+) (amd64|arm64|armhf|all) ((?:debian|debian-security|debian-snapshot\/\d{8}T\d{6}Z)\/\S+) (\d+) ([0-9a-f]{64}) (\S+)$/

/**
 * Parses a lock: a line per package, `name version architecture path size sha256 parts`, with `#` before a comment.
 * RunnerError('broken') names the first invalid line.
 */
export const parseLock = (text: string, from: string): readonly LockedPackage[] =>
  text.split('\n').flatMap((row, index) => {
    return row === '' || row.startsWith('#') ? [] : [parseLine(row, `${from}:${index + 1}`)]
  })

const parseLine = (row: string, where: string): LockedPackage => {
  const [, name = '', version = '', architecture, path = '', size, sha256 = '', parts = ''] = line.exec(row) ?? []
  if (name === '' || path.split('/').includes('..')) {
    throw new RunnerError('broken', `${where} is not a valid line of the lock: “${row.slice(0, 120)}”.`, {
      hint: 'git checkout -- runner/packages/debian.lock',
    })
  }
  const rest = { path, size: Number(size), sha256, parts: parts.split(',') }
  // The pattern admits no other architecture.
  return { name, version, architecture: architecture as PackageArchitecture, ...rest }
}

const head = [
  '# Every Debian package that the lab is made of.' +
    ' Written by “npx shipshape lab lock” from signed indexes; do not edit.',
  '# name version architecture path size sha256 parts',
]

/** Formats a lock. The text does not depend on the order of the packages, so that diffs are small. */
export const formatLock = (packages: readonly LockedPackage[]): string => {
  const rows = packages.map(({ name, version, architecture, path, size, sha256, parts }) =>
    [name, version, architecture, path, size, sha256, [...parts].sort().join(',')].join(' '),
  )
  return [...head, ...rows.sort(), ''].join('\n')
}

/** The packages of a part, in the order of the lock. */
export const packagesOf = (lock: readonly LockedPackage[], part: string): readonly LockedPackage[] =>
  lock.filter(({ parts }) => parts.includes(part))

/** The committed lock, or another file. RunnerError('broken') when it cannot be read. */
export const readLock = async (file = lockFile): Promise<readonly LockedPackage[]> => {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new RunnerError('broken', `The lock of Debian’s packages cannot be read: ${file}.`, {
      hint: `git checkout -- ${file}`,
      cause,
    })
  })
  return parseLock(text, file)
}

/** A package for people: `busybox-static 1:1.37.0-6+b9 (armhf)`. */
export const spell = (one: Pick<LockedPackage, 'name' | 'version' | 'architecture'>): string =>
  `${one.name} ${one.version} (${one.architecture})`
