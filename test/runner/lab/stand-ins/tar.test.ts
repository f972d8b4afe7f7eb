import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addedBy, withoutLitter } from '../../../../runner/lab/stand-ins/layers.ts'
import { makeMember, readTar, writeTar, type Member } from '../../../../runner/lab/stand-ins/tar.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const brief = (members: readonly Member[]): string[] =>
  members.map(({ kind, path, target }) => [kind, path, target].join(' ').trim())

const folderWithAll = (): string => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'deep', 'x'.repeat(120)), { recursive: true })
  writeFileSync(join(folder, 'deep', 'x'.repeat(120), 'file'), 'content')
  linkSync(join(folder, 'deep', 'x'.repeat(120), 'file'), join(folder, 'other'))
  symlinkSync('deep/'.repeat(30), join(folder, 'sym'))
  return folder
}

describe('archives of the real tar', () => {
  test.each(['pax', 'gnu'])('are read in its %s format, long names included', (format) => {
    const archive = execFileSync('tar', ['--sort=name', `--format=${format}`, '-cf', '-', '-C', folderWithAll(), '.'])
    const file = `deep/${'x'.repeat(120)}/file`
    const members = readTar(archive)
    expect(brief(members)).toEqual([
      'folder',
      'folder deep',
      `folder deep/${'x'.repeat(120)}`,
      `file ${file}`,
      `hard-link other ./${file}`,
      `link sym ${'deep/'.repeat(30)}`,
    ])
    expect(brief(readTar(writeTar(members)))).toEqual(brief(members))
  })

  test('are made so that it reads them', () => {
    const archive = writeTar([
      makeMember({ path: 'bin', kind: 'folder', mode: 0o755 }, 0),
      makeMember({ path: 'bin/tool', kind: 'file', mode: 0o4755, data: Buffer.from('content') }, 0),
      makeMember({ path: 'bin/also', kind: 'hard-link', mode: 0o755, target: 'bin/tool' }, 0),
      makeMember({ path: 'sbin', kind: 'link', mode: 0o777, target: 'bin' }, 0),
    ])
    const said = execFileSync('tar', ['-tvf', '-'], {
      input: archive,
      encoding: 'utf8',
      env: { ...process.env, TZ: 'UTC' },
    })
    expect(said.split('\n').map((line) => line.replace(/ +/g, ' '))).toEqual([
      'drwxr-xr-x root/root 0 1970-01-01 00:00 bin/',
      '-rwsr-xr-x root/root 7 1970-01-01 00:00 bin/tool',
      'hrwxr-xr-x root/root 0 1970-01-01 00:00 bin/also link to bin/tool',
      'lrwxrwxrwx root/root 0 1970-01-01 00:00 sbin -> bin',
      '',
    ])
  })
})

describe('layers', () => {
  const file = (path: string, text: string): Member =>
    makeMember({ path, kind: 'file', mode: 0o644, data: Buffer.from(text) }, 0)

  test('a layer has what was added or changed', () => {
    const lower = [file('etc/passwd', 'root'), file('etc/hosts', '')]
    const upper = [file('etc/hosts', ''), file('etc/passwd', 'root, nginx'), file('usr/sbin/nginx', '')]
    expect(brief(addedBy(upper, lower))).toEqual(['file etc/passwd', 'file usr/sbin/nginx'])
  })

  test('what building left behind is not in it', () => {
    const left = ['var/log/dpkg.log', 'var/lib/dpkg/status-old', 'etc/resolv.conf', 'tmp/x', 'var/lib/dpkg/status'].map(
      (path) => file(path, ''),
    )
    expect(brief(withoutLitter(left))).toEqual(['file var/lib/dpkg/status'])
  })
})
