import { describe, expect, test } from 'vitest'
import type { PackedFile } from '../../../runner/packages/deb.ts'
import { PackageTree, readPackages } from '../../../runner/packages/tree.ts'
import { fileOf, packageOf } from './packing.ts'

const packed = (path: string, kind: PackedFile['kind'], content = ''): PackedFile => ({
  ...{ path, kind, mode: 0o644 },
  target: kind === 'link' || kind === 'hard-link' ? content : '',
  data: Buffer.from(kind === 'file' ? content : ''),
})

const file = (path: string, content = `the ${path}`): PackedFile => packed(path, 'file', content)
const link = (path: string, target: string): PackedFile => packed(path, 'link', target)

const treeOf = (...files: readonly PackedFile[]): PackageTree => {
  const tree = new PackageTree()
  tree.add(files)
  return tree
}

const found = (tree: PackageTree, path: string): string | undefined => tree.find(path)?.data.toString()

describe('a path of a tree', () => {
  test.each([
    ['a', 'usr/bin/tool', []],
    ['a relative link', 'usr/bin/relative', [link('usr/bin/relative', 'tool')]],
    ['a relative link upwards', 'usr/lib/up', [link('usr/lib/up', '../bin/./tool')]],
    ['an absolute link', 'etc/absolute', [link('etc/absolute', '/usr/bin/tool')]],
    ['a link to a link', 'etc/far', [link('etc/far', '/etc/near'), link('etc/near', '../usr/bin/tool')]],
    ['a link that climbs beyond the root', 'etc/high', [link('etc/high', '../../../../usr/bin/tool')]],
    ['a link into what is merged', 'etc/merged', [link('etc/merged', '/bin/tool')]],
    ['a hard link', 'usr/bin/twin', [packed('usr/bin/twin', 'hard-link', './usr/bin/tool')]],
    ['a hard link into what is merged', 'usr/bin/twin', [packed('usr/bin/twin', 'hard-link', 'bin/tool')]],
    ['a folder that is a link', 'opt/bin/tool', [link('opt', 'usr')]],
    ['a folder that is an absolute link', 'srv/x/tool', [link('srv/x', '/bin')]],
    ['the merged root', 'bin/tool', []],
    ['a path that is not tidy', '/usr//bin/./tool', []],
    ['a path that climbs beyond the root', '../../usr/bin/tool', []],
  ])('may be %s', (_, path, links) => {
    expect(found(treeOf(file('usr/bin/tool', 'a tool'), ...links), path)).toBe('a tool')
  })

  test.each([
    ['nothing', []],
    ['a link to nothing', [link('a', 'nothing')]],
    ['a link to itself', [link('a', 'a')]],
    ['a hard link to itself', [packed('a', 'hard-link', 'a')]],
    ['two links to each other', [link('a', '/b'), link('b', 'a')]],
    ['a link into itself', [link('a', 'a/b')]],
    ['a link to a file of this computer', [link('a', '../../../../etc/passwd')]],
    ['a hard link to a file of this computer', [packed('a', 'hard-link', '../../../etc/passwd')]],
  ])('that is %s has no file', (_, files) => {
    const tree = treeOf(file('other'), ...files)
    expect(tree.find('a')).toBeUndefined()
    expect(() => tree.file('a')).toThrow('Debian’s packages do not contain “a”.')
  })

  test('of a folder is no file', () => {
    const tree = treeOf(packed('usr', 'folder'))
    expect(tree.find('usr')?.kind).toBe('folder')
    expect(() => tree.file('usr')).toThrow(
      expect.objectContaining({ code: 'broken', hint: 'npx shipshape lab build --again' }),
    )
  })

  test('below a file is nothing', () => {
    expect(treeOf(file('usr/bin/tool')).find('usr/bin/tool/more')).toBeUndefined()
  })
})

describe('a tree', () => {
  test('is merged, whatever packages call their files', () => {
    const tree = treeOf(
      file('lib/x/a'),
      file('usr/lib/x/b'),
      file('bin/c'),
      file('lib64/d'),
      file('libx/e'),
      file('etc/lib/f'),
    )
    expect(
      ['usr/lib/x/a', 'lib/x/b', 'usr/bin/c', 'lib64/d', 'libx/e', 'etc/lib/f'].map((path) => tree.file(path).path),
    ).toEqual([...['lib/x/a', 'usr/lib/x/b', 'bin/c', 'lib64/d', 'libx/e', 'etc/lib/f']])
  })

  test('needs no links for what is merged, and those of base-files do no harm', () => {
    const tree = treeOf(link('lib', 'usr/lib'), link('bin', 'usr/bin'), file('usr/lib/a'), file('bin/b'))
    expect([found(tree, 'lib/a'), found(tree, 'usr/lib/a'), found(tree, 'usr/bin/b')]).toEqual([
      ...['the usr/lib/a', 'the usr/lib/a', 'the bin/b'],
    ])
  })

  test('has the file of the package that came last', () => {
    const tree = treeOf(file('etc/a', 'first'))
    tree.add([file('etc/a', 'second')])
    expect(found(tree, 'etc/a')).toBe('second')
  })

  const tree = treeOf(
    ...[packed('usr', 'folder'), packed('usr/share', 'folder'), file('usr/share/z'), file('usr/share/a/b/c')],
    ...[link('usr/share/l', 'z'), packed('usr/share/h', 'hard-link', 'usr/share/z'), file('usr/sharer'), file('lib/m')],
  )

  test('lists names in a folder, in order', () => {
    expect([tree.list('usr/share'), tree.list('lib'), tree.list('none')]).toEqual([['a', 'h', 'l', 'z'], ['m'], []])
  })

  test('lists files below a folder, hard links among them, in order', () => {
    expect([tree.files('usr/share'), tree.files('lib'), tree.files('none')]).toEqual([['a/b/c', 'h', 'z'], ['m'], []])
  })
})

describe('packages', () => {
  const read = async (signal: AbortSignal, done: number[] = []): Promise<PackageTree> => {
    const files = [
      fileOf(await packageOf([{ name: './a', data: '1' }])),
      fileOf(await packageOf([{ name: './b', data: '2' }])),
    ]
    return readPackages(files, { wants: (path) => path !== 'none', signal, onFile: (count) => done.push(count) })
  }

  test('are read one after another into one tree', async () => {
    const done: number[] = []
    const tree = await read(new AbortController().signal, done)
    expect([found(tree, 'a'), found(tree, 'b'), done]).toEqual(['1', '2', [1, 2]])
  })

  test('are not read when somebody has cancelled', async () => {
    await expect(read(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
  })
})
