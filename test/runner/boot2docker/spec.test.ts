import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readInvocation } from '../../../runner/boot2docker/config.ts'
import { needFolders } from '../../../runner/boot2docker/shares.ts'
import { specOf } from '../../../runner/boot2docker/spec.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const env = { HOME: '/home/reader' }

describe('the VM that “init” makes', () => {
  const spec = async (...words: readonly string[]): Promise<unknown> =>
    specOf((await readInvocation(words, env)).config)

  test('has what the flags say', async () => {
    expect(
      await spec(
        '--vm=dev',
        '-m',
        '512',
        '-c',
        '1',
        '-s',
        '4000',
        '--sshport=2222',
        '--dockerport=5555',
        '--lowerip=10.9.0.7',
        '--hostip=10.9.0.1',
      ),
    ).toEqual({
      name: 'dev',
      memoryMegabytes: 512,
      cpus: 1,
      diskMegabytes: 4000,
      shares: [],
      forwards: [
        { name: 'ssh', protocol: 'tcp', hostAddress: '127.0.0.1', hostPort: 2222, guestPort: 22 },
        { name: 'docker', protocol: 'tcp', hostAddress: '127.0.0.1', hostPort: 5555, guestPort: 2376 },
      ],
      hostOnly: { guest: '10.9.0.7', host: '10.9.0.1', prefix: 24 },
    })
  })

  test.each([
    [['--memory=64'], 'config error: invalid argument "64" for --memory: at least 256 is needed'],
    [['--sshport=70000'], 'config error: invalid argument "70000" for --sshport: not a port'],
    [
      ['--lowerip=10.0.0.7'],
      'config error: --lowerip 10.0.0.7 and --hostip 192.168.59.3 are not two addresses of one network 255.255.255.0',
    ],
    [['--vbox-share=code'], 'cannot share "code": it must be the full path of a folder other than "/"'],
    [['--vbox-share=/=root'], 'cannot share "/=root": it must be the full path of a folder other than "/"'],
    [['--vbox-share=/'], 'cannot share "/": it must be'],
    [['--vbox-share=/a=b c'], 'cannot share "/a=b c": a name is 1 to 31 letters, digits, ".", "_" or "-"'],
    [['--vbox-share=/a/x', '--vbox-share=/b/x'], 'cannot share two folders as "x"'],
    [['--memory=999999999'], /^config error: invalid argument "999999999" for --memory: this computer has \d+ MB$/],
  ])('is refused with %j', async (words, message) => {
    await expect(spec(...words)).rejects.toThrow(message)
  })

  test.each([
    [['--vbox-share=/home/me/code=code'], [{ name: 'code', path: '/home/me/code' }]],
    [['--vbox-share=/home/me/code/'], [{ name: 'code', path: '/home/me/code' }]],
    [['--vbox-share=/home/me/code//=code'], [{ name: 'code', path: '/home/me/code' }]],
    [['--vbox-share=/home/me/my code/'], [{ name: 'my_code', path: '/home/me/my code' }]],
    [['--vbox-share=/a=a', '--vbox-share=disable'], []],
    [['--vbox-share=/a=b/code/'], [{ name: 'code', path: '/a=b/code' }]],
    [['--vbox-share=disable', '--vbox-share=/a=b=c'], [{ name: 'c', path: '/a=b' }]],
  ])('shares %j', async (words, shares) => {
    expect(await spec(...words)).toMatchObject({ shares })
  })
})

test('a folder that is shared must be there', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, "it's a file"), '')
  await needFolders([{ name: 'code', path: folder }])
  await expect(needFolders([{ name: 'code', path: join(folder, 'gone') }])).rejects.toMatchObject({
    message: `cannot share "${folder}/gone": there is no such folder`,
    hint: `ls -ld ${folder}/gone`,
  })
  await expect(needFolders([{ name: 'code', path: join(folder, "it's a file") }])).rejects.toMatchObject({
    message: `cannot share "${folder}/it's a file": it is not a folder`,
  })
})
