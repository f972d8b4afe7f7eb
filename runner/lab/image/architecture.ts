import { RunnerError } from '../../errors.ts'

/** Debian's names for the processors that images are made for. */
export type Architecture = 'amd64' | 'arm64'

export interface ArchitectureFacts {
  /** Debian's package that brings the newest kernel. */
  readonly kernelPackage: string
  /** Debian's folder of libraries. */
  readonly triplet: string
  /** The dynamic linker, at the path that every program names (the psABI of the architecture). */
  readonly linker: string
  /** Processors that the image can emulate in user mode, by QEMU's names. */
  readonly emulators: readonly string[]
  /** Those that Debian registers with binfmt_misc: on arm64 it treats 32-bit ARM as native. */
  readonly registered: readonly string[]
  /** The format of the kernel: `elf`, extracted from Debian's boot image, or unchanged. */
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

/** The architecture of this computer. RunnerError('blocked') when there is no image for it. */
export const hostArchitecture = (processor: string = process.arch): Architecture => {
  if (processor === 'x64') return 'amd64'
  if (processor === 'arm64') return 'arm64'
  throw new RunnerError(
    'blocked',
    `There is no lab image for this processor (${processor}), only for amd64 and arm64.`,
    {
      hint: 'Use a computer with a 64-bit Intel, AMD or ARM processor.',
    },
  )
}
