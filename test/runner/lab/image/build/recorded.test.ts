import { describe, expect, test } from 'vitest'
import { applets } from '../../../../../runner/lab/image/build/applets.ts'
import { aliases, dependencies } from '../../../../../runner/lab/image/build/module-file.ts'
import { dependencyIndex } from '../../../../../runner/lab/image/build/modules.ts'
import { registration } from '../../../../../runner/lab/image/build/root.ts'

test('an emulator’s registration names the static one of the root', () => {
  const line =
    String.raw`:qemu-arm:M::\x7f\x45\x4c\x46:\xff\xff\xff\xff:/usr/libexec/qemu-binfmt/arm-binfmt-P:OPF` + '\n'
  expect(registration(line, 'arm')).toBe(
    String.raw`:qemu-arm:M::\x7f\x45\x4c\x46:\xff\xff\xff\xff:/usr/bin/qemu-arm-static:F` + '\n',
  )
})

describe('what a file says of itself, without being executed', () => {
  test('a busybox names its programs', () => {
    expect(applets(Buffer.from('ELF\x08 [\0[[\0acpid\0ash\0cat\0zcat\0bin/other\0'))).toEqual([
      '[',
      '[[',
      'acpid',
      'ash',
      'cat',
      'zcat',
    ])
  })

  test('another program is refused', () => {
    expect(() => applets(Buffer.from('ELF acpid\0ash\0'))).toThrow(
      'The list of applets in Debian’s busybox has an unknown format.',
    )
  })

  test('a kernel module names what it is for and what it needs', () => {
    const module = Buffer.from('ELF \0license=GPL\0alias=fs-ext4\0alias=ext3\0depends=jbd2,mbcache\0')
    expect([aliases(module), dependencies(module)]).toEqual([
      ['fs-ext4', 'ext3'],
      ['jbd2', 'mbcache'],
    ])
  })
})

test('modules that are needed stand behind those that need them: the last is loaded first', () => {
  const installed = new Map(
    Object.entries({
      nft_nat: ['nf_tables', 'nf-nat'],
      nf_nat: ['nf_conntrack', 'libcrc32c'],
      nf_tables: ['nfnetlink', 'libcrc32c'],
      nf_conntrack: ['libcrc32c'],
      libcrc32c: [],
      nfnetlink: [],
    }).map(([name, needed]) => [name, { file: `${name}.ko`, dependencies: needed }]),
  )
  expect(dependencyIndex(installed).split('\n')).toContain(
    'nft_nat.ko: nf_nat.ko nf_conntrack.ko nf_tables.ko libcrc32c.ko nfnetlink.ko',
  )
  for (const line of dependencyIndex(installed).split('\n').filter(Boolean)) {
    const loaded = line.replace(':', '').split(' ').reverse()
    for (const [at, file] of loaded.entries()) {
      const needed = installed.get(file.replace('.ko', ''))?.dependencies ?? []
      expect(
        needed.every((name) => loaded.slice(0, at).includes(`${name.replaceAll('-', '_')}.ko`)),
        `${file} in ${line}`,
      ).toBe(true)
    }
  }
})
