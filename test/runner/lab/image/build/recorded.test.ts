import { describe, expect, test } from 'vitest'
import { parseMirrors, parseOptions } from '../../../../../runner/lab/image/build/apt.ts'
import { parseArchives } from '../../../../../runner/lab/image/build/packages.ts'
import { registration } from '../../../../../runner/lab/image/build/root.ts'

describe('this computer’s apt', () => {
  test('the guest’s packages come from the mirrors that this computer uses', () => {
    const targets = [
      'Debian Backports\thttp://mirror.example/debian/',
      'Debian\thttp://mirror.example/debian/',
      'Debian-Security\thttp://mirror.example/debian-security/',
      'Node Source\thttps://deb.example/node_20.x/',
    ].join('\n')
    expect(parseMirrors(targets)).toEqual([
      'deb http://mirror.example/debian trixie main',
      'deb http://mirror.example/debian trixie-updates main',
      'deb http://mirror.example/debian-security trixie-security main',
    ])
  })

  test('a computer of another family gets Debian’s own mirrors', () => {
    expect(parseMirrors('Ubuntu\thttp://archive.ubuntu.com/ubuntu/')).toEqual([
      'deb http://deb.debian.org/debian trixie main',
      'deb http://deb.debian.org/debian trixie-updates main',
      'deb http://deb.debian.org/debian-security trixie-security main',
    ])
  })

  test('only settings that matter for getting packages are taken over', () => {
    const config = [
      'APT "";',
      'Acquire "";',
      'Acquire::http::Proxy "http://proxy.example:3142";',
      'Acquire::Check-Valid-Until "false";',
      'Acquire::GzipIndexes "true";',
      'DPkg::Post-Invoke:: "rm -f /var/cache/apt/archives/*.deb || true";',
    ].join('\n')
    expect(parseOptions(config)).toEqual(['Acquire::http::Proxy "http://proxy.example:3142"', 'Acquire::Check-Valid-Until "false"'])
  })
})

test('packages are named by the files that apt kept', () => {
  expect(parseArchives(['partial', 'lock', 'zlib1g_1%3a1.3.dfsg+really1.3.1-1+b1_amd64.deb', 'docker.io_26.1.5+dfsg1-9_amd64.deb'])).toEqual([
    { name: 'docker.io', version: '26.1.5+dfsg1-9', architecture: 'amd64' },
    { name: 'zlib1g', version: '1:1.3.dfsg+really1.3.1-1+b1', architecture: 'amd64' },
  ])
})

test('an emulator’s registration names the static one of the root', () => {
  const line = String.raw`:qemu-arm:M::\x7f\x45\x4c\x46:\xff\xff\xff\xff:/usr/libexec/qemu-binfmt/arm-binfmt-P:OPF` + '\n'
  expect(registration(line, 'arm')).toBe(String.raw`:qemu-arm:M::\x7f\x45\x4c\x46:\xff\xff\xff\xff:/usr/bin/qemu-arm-static:F` + '\n')
})
