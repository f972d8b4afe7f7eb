import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { insidePath, readControl, readData } from '../../../runner/packages/deb.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { arMember, arOf, compressors, fileOf, packageOf, tarOf, version } from './packing.ts'

const all = (): boolean => true
const endings = ['', '.gz', '.xz', '.zst'] as const
const broken = (file: string): object => ({
  code: 'broken',
  message: `${file} is not a Debian package.`,
  hint: 'npx shipshape lab build --again',
})

const hasDpkg = spawnSync('dpkg-deb', ['--version']).status === 0

/** Made by dpkg itself. */
const dpkgPackage = (compression: string): string => {
  const folder = temporaryFolder()
  const root = join(folder, 'root')
  mkdirSync(join(root, 'DEBIAN'), { recursive: true })
  mkdirSync(join(root, 'usr/bin'), { recursive: true })
  writeFileSync(join(root, 'DEBIAN/control'), controlText)
  writeFileSync(join(root, 'usr/bin/tool'), 'a tool')
  chmodSync(join(root, 'usr/bin/tool'), 0o4755)
  for (const each of ['DEBIAN', 'usr', 'usr/bin']) chmodSync(join(root, each), 0o755)
  symlinkSync('tool', join(root, 'usr/bin/alias'))
  execFileSync('dpkg-deb', [`-Z${compression}`, '--root-owner-group', '-b', root, join(folder, 'it.deb')], {
    stdio: 'pipe',
  })
  return join(folder, 'it.deb')
}

const controlText = `Package: tool
Version: 1:2.0-1
Architecture: amd64
Maintainer: Nobody <nobody@example.org>
Description: a tool
 with a second line
`

describe('a package', () => {
  test.runIf(hasDpkg).each(['xz', 'zstd', 'gzip', 'none'])(
    'of dpkg, packed by %s, has its files',
    async (compression) => {
      const file = dpkgPackage(compression)
      const found = await readData(file, (path) => path !== 'usr')
      expect(found.map(({ data, ...rest }) => ({ ...rest, data: data.toString() }))).toEqual([
        { path: 'usr/bin', kind: 'folder', mode: 0o755, target: '', data: '' },
        { path: 'usr/bin/tool', kind: 'file', mode: 0o4755, target: '', data: 'a tool' },
        { path: 'usr/bin/alias', kind: 'link', mode: 0o777, target: 'tool', data: '' },
      ])
      expect(await readControl(file)).toBe(controlText.trimEnd())
    },
  )

  test.each(endings)('with data.tar%s has its files', async (ending) => {
    const text = 'text '.repeat(50_000)
    const file = fileOf(
      await packageOf(
        [
          { name: './a', data: text },
          { name: './b', data: '' },
        ],
        ending,
      ),
    )
    const found = await readData(file, all)
    expect(found.map(({ path, data }) => [path, data.toString()])).toEqual([
      ['a', text],
      ['b', ''],
    ])
  })

  test('is read past what is not wanted', async () => {
    const file = fileOf(
      await packageOf([
        { name: './a', data: 'x' },
        { name: './usr/b', data: 'y' },
        { name: './c', data: 'z' },
      ]),
    )
    expect((await readData(file, (path) => path === 'usr/b')).map(({ path }) => path)).toEqual(['usr/b'])
  })

  test('has links of both kinds, with the targets that it says', async () => {
    const links = [
      { name: './soft', type: 'symlink', linkname: '../outside' },
      { name: './hard', type: 'link', linkname: './a' },
    ] as const
    const found = await readData(fileOf(await packageOf([{ name: './a', data: 'x' }, ...links])), all)
    expect(found.map(({ path, kind, target }) => [path, kind, target])).toEqual([
      ['a', 'file', ''],
      ['soft', 'link', '../outside'],
      ['hard', 'hard-link', './a'],
    ])
  })

  test('has no devices', async () => {
    const file = fileOf(
      await packageOf([
        { name: './dev/null', type: 'character-device' },
        { name: './a', data: 'x' },
      ]),
    )
    expect((await readData(file, all)).map(({ path }) => path)).toEqual(['a'])
  })

  test('may have members of other names, with odd lengths', async () => {
    const data = await tarOf([{ name: './a', data: 'x' }])
    const file = fileOf(arOf(version, arMember('_more', Buffer.from('odd')), arMember('data.tar/', data)))
    expect((await readData(file, all)).map(({ path }) => path)).toEqual(['a'])
  })

  test('has absolute names below the root', async () => {
    const file = fileOf(
      await packageOf([
        { name: '/etc/passwd', data: 'x' },
        { name: '//a/./b//c', data: 'y' },
      ]),
    )
    expect((await readData(file, all)).map(({ path }) => path)).toEqual(['etc/passwd', 'a/b/c'])
  })

  test.each(['../outside', './a/../../outside', '/../outside', 'a/..'])(
    'with a file called %s is refused',
    async (name) => {
      const file = fileOf(
        await packageOf([
          { name: './a', data: 'x' },
          { name, data: 'y' },
        ]),
      )
      const failed = readData(file, all)
      await expect(failed).rejects.toMatchObject(broken(file))
      await expect(failed).rejects.toMatchObject({ cause: { message: `${file} has a file outside: ${name}` } })
    },
  )

  test.each([
    ['usr/bin/tool', 'usr/bin/tool'],
    ['./usr//bin/./tool/', 'usr/bin/tool'],
    ['/', ''],
    ['a/..b/c..', 'a/..b/c..'],
    ['..', undefined],
  ])('has %j at %j', (name, path) => {
    expect(insidePath(name)).toBe(path)
  })
})

describe('a damaged package', () => {
  const text = 'text '.repeat(2000)

  test.each(endings)('with data.tar%s, cut anywhere, is broken', async (ending) => {
    const whole = await packageOf([{ name: './a', data: text }], ending)
    for (const kept of [0, 7, 30, 68, 100, whole.length - 700, whole.length - 2].filter((bytes) => bytes >= 0)) {
      const file = fileOf(whole.subarray(0, kept))
      await expect(readData(file, all)).rejects.toMatchObject(broken(file))
    }
  })

  test.each(['.gz', '.xz', '.zst'] as const)('with data.tar%s, changed in the middle, is broken', async (ending) => {
    const packed = Buffer.from(compressors[ending](await tarOf([{ name: './a', data: text }])))
    const middle = Math.floor(packed.length / 2)
    packed.fill('x', middle, middle + 8)
    const file = fileOf(arOf(version, arMember(`data.tar${ending}`, packed)))
    await expect(readData(file, all)).rejects.toMatchObject(broken(file))
  })

  test.each(['.gz', '.xz', '.zst'] as const)('whose data.tar%s ends early is broken', async (ending) => {
    const packed = compressors[ending](await tarOf([{ name: './a', data: text }]))
    const file = fileOf(arOf(version, arMember(`data.tar${ending}`, packed.subarray(0, -12))))
    await expect(readData(file, all)).rejects.toMatchObject(broken(file))
  })

  test.each([
    ['that is empty', Buffer.alloc(0)],
    ['with another magic', Buffer.concat([Buffer.from('!<arcs>\n'), version])],
    ['that is a page of a captive portal', Buffer.from('<html>Please log in</html>'.repeat(10))],
    ['without data', arOf(version, arMember('control.tar', Buffer.alloc(1024)))],
    ['with a size that is no number', arOf(version, arMember('data.tar', Buffer.alloc(1024), 'many'))],
    ['with a negative size', arOf(arMember('a', Buffer.alloc(0), '-60'))],
    ['with a size beyond its end', arOf(version, arMember('data.tar', Buffer.alloc(1024), '4096'))],
    ['packed in an unknown way', arOf(version, arMember('data.tar.lzma', Buffer.from('x'.repeat(1024))))],
  ])('%s is broken', async (_, data) => {
    const file = fileOf(data)
    await expect(readData(file, all)).rejects.toMatchObject(broken(file))
  })

  test('without a description is broken', async () => {
    const file = fileOf(arOf(version, arMember('control.tar', await tarOf([{ name: './md5sums', data: '' }]))))
    await expect(readControl(file)).rejects.toMatchObject(broken(file))
  })

  test('that is not there is broken', async () => {
    const file = join(temporaryFolder(), 'none.deb')
    await expect(readData(file, all)).rejects.toMatchObject(broken(file))
  })
})
