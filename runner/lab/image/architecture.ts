import { RunnerError } from '../../errors.ts'

/** Debian's names for the processors that images are made for. */
export type Architecture = 'amd64' | 'arm64'

export interface ArchitectureFacts {
  /** Debian's package that brings the newest kernel. */
  readonly kernelPackage: string
  /** Debian's folder of libraries. */
  readonly triplet: string
  /** The dynamic linker, at the path that is written in every program (the psABI of the architecture). */
  readonly linker: string
  /** Processors that the image can emulate for single programs, by QEMU's names. */
  readonly emulators: readonly string[]
  /** Those of them whose registration Debian has: on arm64 it takes 32-bit ARM for the processor's own. */
  readonly registered: readonly string[]
  /** How the kernel is kept: `elf`, unpacked from Debian's boot image, or as Debian has it. */
  readonly kernel: 'elf' | 'as-it-is'
}

const facts: Readonly<Record<Architecture, ArchitectureFacts>> = {
  amd64: {
    kernelPackage: 'linux-image-amd64',
    triplet: 'x86_64-linux-gnu',
    linker: 'usr/lib64/ld-linux-x86-64.so.2',
    emulators: ['aarch64', 'arm'],
    registered: ['aarch64', 'arm'],
    kernel: 'elf',
  },
  arm64: {
    kernelPackage: 'linux-image-arm64',
    triplet: 'aarch64-linux-gnu',
    linker: 'usr/lib/ld-linux-aarch64.so.1',
    emulators: ['x86_64', 'arm'],
    registered: ['x86_64'],
    kernel: 'as-it-is',
  },
}

export const architectureFacts = (architecture: Architecture): ArchitectureFacts => facts[architecture]

/** Of the computer that this runs on. RunnerError('blocked') when no image is made for its processor. */
export const hostArchitecture = (processor: string = process.arch): Architecture => {
  if (processor === 'x64') return 'amd64'
  if (processor === 'arm64') return 'arm64'
  throw new RunnerError(
    'blocked',
    `There is no lab image for this processor (${processor}): only for amd64 and arm64.`,
    {
      hint: 'Use a computer with an Intel, AMD or ARM processor of 64 bits.',
    },
  )
}
