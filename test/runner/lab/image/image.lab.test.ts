import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { findImage, obtainImage, unpackIso, type Image } from '../../../../runner/lab/image/index.ts'
import { cacheDir } from '../../../../runner/paths.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const wanted = {
  architecture: 'amd64',
  cache: cacheDir(),
  progress: () => undefined,
  signal: new AbortController().signal,
} as const

/** Kept for the machines that other tests start. */
let image: Image
beforeAll(async () => {
  image = await obtainImage(wanted)
})

const listing = (path: string): string[] =>
  execFileSync('unsquashfs', ['-l', '-d', '', image.root, path], { encoding: 'utf8' }).trim().split('\n')
const text = (path: string): string => execFileSync('unsquashfs', ['-cat', image.root, path], { encoding: 'utf8' })

describe('the lab image', () => {
  test('is handed on as a disc of at most 90 MB', () => {
    expect(statSync(image.iso).size).toBeLessThanOrEqual(90e6)
  })

  test('is found again, and checked on the way', async () => {
    expect((await findImage(wanted))?.id).toBe(image.id)
  })

  test('says which packages it was made of', () => {
    const names = image.manifest.packages.map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining([
        'containerd',
        'docker.io',
        'dropbear-bin',
        'runc',
        `linux-image-${image.manifest.kernelRelease}`,
      ]),
    )
    expect(image.manifest).toMatchObject({ suite: 'trixie', architecture: 'amd64' })
  })

  test.each([
    ['the engine', 'usr/sbin/dockerd'],
    ['the client', 'usr/bin/docker'],
    ['what starts containers', 'usr/sbin/runc'],
    ['the SSH server', 'usr/sbin/dropbear'],
    ['the emulator of 32-bit ARM', 'usr/bin/qemu-arm-static'],
    ['the emulator of 64-bit ARM', 'usr/bin/qemu-aarch64-static'],
    ['sudo, which asks docker nothing', 'usr/bin/sudo'],
    ['certificate authorities', 'etc/ssl/certs/ca-certificates.crt'],
  ])('has %s', (_, path) => {
    expect(listing(path)).toContain(`/${path}`)
  })

  test.each([
    '9p',
    '9pnet_virtio',
    'binfmt_misc',
    'br_netfilter',
    'button',
    'evdev',
    'nf_tables',
    'veth',
    'virtio_net',
  ])('has the kernel module %s', (name) => {
    expect(text(`usr/lib/modules/${image.manifest.kernelRelease}/modules.dep`)).toMatch(new RegExp(`/${name}\\.ko:`))
  })

  test('names emulators that it has', () => {
    expect(text('usr/lib/binfmt.d/qemu-arm.conf')).toMatch(/^:qemu-arm:M::\\x7f.*:\/usr\/bin\/qemu-arm-static:F\n$/)
  })

  test('comes out of its disc as it went in', async () => {
    const again = await unpackIso(image.iso, join(temporaryFolder(), 'image'), wanted)
    expect(again.manifest).toEqual(image.manifest)
  })
})
