import { execFile, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { formatLock } from '../../../runner/packages/lock.ts'
import { cannotWrite, throwWhenFull } from '../../../runner/packages/disk.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { locked } from './repository.ts'
import { sendsFiles, serve } from './server.ts'
import { poolOf } from './storing.ts'

const separate = ['--user', '--map-root-user', '--mount'] as const
/** On Linux anybody may have a small disk of one's own, where the kernel allows user namespaces. */
const hasNamespaces = spawnSync('unshare', [...separate, 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0

const script = join(import.meta.dirname, 'on-full-disk.ts')
const onSmallDisk = `mount -t tmpfs -o size=256k none "$1" && exec "$0" "${script}" "$@"`

test.runIf(hasNamespaces)('a full disk is named, and nothing half is taken for whole', async () => {
  const [disk, other] = [temporaryFolder(), temporaryFolder()]
  const data = new Map(
    ['a', 'b', 'c'].map((name) => [locked({ name }, name.repeat(50_000)), Buffer.from(name.repeat(50_000))]),
  )
  const lock = join(other, 'a.lock')
  writeFileSync(lock, formatLock([...data.keys()]))
  const { url } = await serve(sendsFiles(poolOf(data)))
  const args = [...separate, 'sh', '-c', onSmallDisk, process.execPath, disk, url, lock]
  const { stdout } = await promisify(execFile)('unshare', args)
  expect(JSON.parse(stdout)).toEqual({
    full: {
      code: 'blocked',
      message: expect.stringMatching(/^The disk is full; .*\/packages\/[0-9a-f]{64} could not be written\.$/) as string,
      hint: 'Free some space, or name another folder in SHIPSHAPE_CACHE: df -h',
      state: 'What was complete before is kept; nothing incomplete is used.',
    },
    wrong: [],
    later: { stored: 3 },
  })
})

test.each(['ENOSPC', 'EDQUOT'])('%s means that the disk is full', (code) => {
  const error = Object.assign(new Error('no space'), { code })
  expect(() => throwWhenFull(error, '/x')).toThrow('The disk is full; /x could not be written.')
  expect(cannotWrite(error, '/x')).toMatchObject({ code: 'blocked', cause: error })
})

test('another error says nothing of a full disk', () => {
  throwWhenFull(Object.assign(new Error('no'), { code: 'EACCES' }), '/x')
  throwWhenFull('no error', '/x')
  expect(cannotWrite(new Error('no'), '/x').message).toBe('/x cannot be written.')
  expect(cannotWrite(Object.assign(new Error('no'), { code: 'EROFS' }), '/x').message).toBe(
    '/x cannot be written (EROFS).',
  )
})
