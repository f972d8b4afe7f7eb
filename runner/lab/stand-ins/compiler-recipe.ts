import type { PackageTree } from '../../packages/index.ts'
import { config, folder, type StandIn } from './stand-in.ts'
import type { NewMember } from './tar.ts'
import { making, packagesOnBusybox, programsAndLibraries } from './tool-recipes.ts'

const triplet = 'x86_64-linux-gnu'
const own = `gcc/${triplet}/14`

/**
 * The programs: where Debian has them, and where the image has them. As in Docker Hub's image, the compiler is in
 * /usr/local; it looks for its own files beside its folder, and for the assembler and the linker in PATH.
 */
const programs: readonly (readonly [source: string, name: string])[] = [
  [`usr/bin/${triplet}-gcc-14`, 'usr/local/bin/gcc'],
  [`usr/bin/${triplet}-as`, 'bin/as'],
  [`usr/bin/${triplet}-ld.bfd`, 'bin/ld'],
  ...['cc1', 'collect2', 'liblto_plugin.so', 'lto-wrapper'].map(
    (name) => [`usr/libexec/${own}/${name}`, `usr/local/libexec/${own}/${name}`] as const,
  ),
]

type UsedFolder = readonly [source: string, name: string, isUsed: RegExp]

/** What it compiles and links C with: its own objects and headers, those of the C library, and the kernel's few. */
const usedFolders: readonly UsedFolder[] = [
  [
    `usr/lib/${own}`,
    `usr/local/lib/${own}`,
    /^(?:crt\w+\.o|libgcc(?:_eh)?\.a|libgcc_s\.so|include\/(?:std\w+|float|limits|syslimits|iso646)\.h)$/,
  ],
  [
    `usr/lib/${triplet}`,
    `usr/lib/${triplet}`,
    /^(?:\w*crt[1in]\.o|libc\.a|libc\.so|libc_nonshared\.a|libgcc_s\.so\.1|libm(?:-[\d.]+|vec)?\.a)$/,
  ],
  ['usr/lib/linux/uapi/x86/asm', `usr/include/${triplet}/asm`, /^[\w-]+\.h$/],
  [
    'usr/include',
    'usr/include',
    /^(?:[\w-]+\.h|(?:arpa|net|netinet|sys)\/.*|x86_64-linux-gnu\/(?:a\.out\.h|(?:bits|gnu|sys)\/.*)|asm-generic\/.*|linux\/(?:errno|limits|posix_types|stddef|types)\.h)$/,
  ],
]

const isProgramOrLibrary = (path: string): boolean =>
  programs.some(([source]) => source === path) ||
  path === 'usr/bin/busybox' ||
  /^(?:usr\/)?lib(?:64)?\/(?:x86_64-linux-gnu\/)?[^/]+\.so(?:\.[\w.]+)?$/.test(path)

const isWanted = (path: string): boolean =>
  isProgramOrLibrary(path) || usedFolders.some(([source]) => path.startsWith(`${source}/`))

const usedFiles = (tree: PackageTree): readonly NewMember[] =>
  usedFolders.flatMap(([source, name, isUsed]) =>
    tree
      .files(source)
      .filter((path) => isUsed.test(path))
      .map((path): NewMember => {
        const { data } = tree.file(`${source}/${path}`)
        return { path: `${name}/${path}`, kind: 'file', mode: 0o644, data }
      }),
  )

/** Every folder above the files, from the top, but those that busybox's layer has. */
const foldersFor = (files: readonly NewMember[]): readonly NewMember[] => {
  const above = files.flatMap(({ path }) => path.split('/').map((_, at, parts) => parts.slice(0, at).join('/')))
  return [...new Set(above)]
    .filter((path) => !['', 'bin', 'usr'].includes(path))
    .sort()
    .map((path) => folder(path))
}

/** Sanitizers, other languages, profiling and licences: dependencies of which the image has nothing. */
const unused = [
  ...['binutils-common', 'libasan8', 'libatomic1', 'libcc1-0', 'libcrypt-dev', 'libgomp1', 'libgprofng0', 'libhwasan0'],
  ...['libitm1', 'liblsan0', 'libquadmath0', 'libstdc++6', 'libtsan2', 'libubsan1', 'rpcsvc-proto'],
]

/** GCC as it compiles C, for the guide about builds. Docker Hub’s image has more languages, and all of Debian. */
export const gcc: StandIn = {
  id: 'stand-in/gcc',
  images: [{ name: 'gcc:14' }],
  packages: packagesOnBusybox('stand-in/gcc', ['gcc-14', 'libc6-dev'], unused),
  make: making({
    repository: 'library/gcc',
    tags: ['14', '14.2'],
    config: config('only the C compiler of Debian 13’s gcc-14, binutils and libc6-dev packages, on busybox', {
      Cmd: ['sh'],
    }),
    wants: isWanted,
    files: (tree) => {
      const files = [...programsAndLibraries(tree, programs).filter(({ kind }) => kind === 'file'), ...usedFiles(tree)]
      return [...foldersFor(files), ...files]
    },
  }),
}
