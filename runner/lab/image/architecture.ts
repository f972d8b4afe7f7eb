import { RunnerError } from '../../errors.ts'

/** Debian's names. */
export type Architecture = 'amd64' | 'arm64'

/** Those of which single packages are unpacked, too. */
export type PackageArchitecture = Architecture | 'armhf'

export interface ArchitectureFacts {
  /** Debian's package that brings the newest kernel. */
  readonly kernelPackage: string
  /** Debian's folder of libraries. */
  readonly triplet: string
  /** The dynamic linker, at the path that is written in every program (the psABI of the architecture). */
  readonly linker: string
}

const facts: Readonly<Partial<Record<Architecture, ArchitectureFacts>>> = {
  amd64: { kernelPackage: 'linux-image-amd64', triplet: 'x86_64-linux-gnu', linker: 'usr/lib64/ld-linux-x86-64.so.2' },
}

/** RunnerError('blocked') when images of this architecture cannot be made yet. */
export const architectureFacts = (architecture: Architecture): ArchitectureFacts => {
  const known = facts[architecture]
  if (known !== undefined) return known
  throw new RunnerError('blocked', `There is no lab image for ${architecture} yet: only for ${Object.keys(facts).join(', ')}.`, {
    hint: 'Use a computer with an amd64 (Intel or AMD) processor.',
  })
}
