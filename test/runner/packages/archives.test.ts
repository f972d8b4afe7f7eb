import { describe, expect, test } from 'vitest'
import { addressesOf, parseMirrors, parseSettings } from '../../../runner/packages/archives.ts'

const usual = { debian: ['http://deb.debian.org/debian'], 'debian-security': ['http://deb.debian.org/debian-security'] }

describe('where packages come from', () => {
  test('the mirrors that this computer’s apt uses come first', () => {
    const targets = [
      'Debian Backports\thttp://mirror.example/debian/',
      'Debian\thttp://mirror.example/debian/',
      'Debian-Security\thttps://mirror.example/debian-security/',
      'Node Source\thttps://deb.example/node_20.x/',
    ].join('\n')
    expect(parseMirrors(targets)).toEqual({
      debian: ['http://mirror.example/debian', ...usual.debian],
      'debian-security': ['https://mirror.example/debian-security', ...usual['debian-security']],
    })
  })

  test.each(['Ubuntu\thttp://archive.ubuntu.com/ubuntu/', 'Debian\tfile:/media/cdrom/', ''])('a computer whose apt has none of Debian’s gets Debian’s own address: “%s”', (targets) => {
    expect(parseMirrors(targets)).toEqual(usual)
  })

  test('proxies and dates are taken as apt has them', () => {
    const config = ['APT "";', 'Acquire::http::Proxy "http://proxy.example:3142";', 'Acquire::Check-Valid-Until "false";', 'Acquire::GzipIndexes "true";'].join('\n')
    expect(parseSettings(config)).toEqual({
      proxies: { httpProxy: 'http://proxy.example:3142', httpsProxy: 'http://proxy.example:3142' },
      checkValidUntil: false,
    })
    expect(parseSettings('Acquire::http::Proxy "DIRECT";')).toEqual({ proxies: {}, checkValidUntil: true })
  })

  test('a path of the lock leads to its archive at each mirror', () => {
    const archives = { mirrors: { ...usual, debian: ['http://near.example/d', ...usual.debian] }, proxies: {}, checkValidUntil: true }
    expect(addressesOf(archives, 'debian/pool/main/b/busybox/busybox-static_1.37.0-6+b9_armhf.deb')).toEqual([
      'http://near.example/d/pool/main/b/busybox/busybox-static_1.37.0-6+b9_armhf.deb',
      'http://deb.debian.org/debian/pool/main/b/busybox/busybox-static_1.37.0-6+b9_armhf.deb',
    ])
    expect(addressesOf(archives, 'elsewhere/file')).toEqual([])
  })
})
