import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { boot2docker as runCommand } from '../../../runner/boot2docker/main.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { record } from '../../fixtures/machine.ts'

const program = fileURLToPath(new URL('../../../runner/bin/boot2docker.mjs', import.meta.url))

interface Answer {
  readonly exitCode: number
  readonly out: string
  readonly said: string
}

const environmentOf = (home: string) => ({ PATH: process.env['PATH'], HOME: home, SHELL: '/bin/bash' })

/** The command in this process, in a home of its own; `~` in its texts stands for that home. */
const boot2docker = async (words: readonly string[], home = temporaryFolder()): Promise<Answer> => {
  const texts = { out: '', said: '' }
  const exitCode = await runCommand(words, {
    env: environmentOf(home),
    out: (text) => (texts.out += text),
    say: (text) => (texts.said += text),
    signal: new AbortController().signal,
  })
  const clean = (text: string): string => text.replaceAll(home, '~')
  return { exitCode, out: clean(texts.out), said: clean(texts.said) }
}

/** The very program that people start. */
const real = (words: readonly string[], home: string): Promise<Answer> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...words], { env: environmentOf(home) }, (_, out, said) => {
      resolve({ exitCode: child.exitCode ?? -1, out, said })
    })
  })

/** A home with a machine that was left like this, and nothing that runs. */
const homeWithMachine = (left: 'poweroff' | 'saved'): string => {
  const home = temporaryFolder()
  const folder = join(home, '.boot2docker', 'machines', 'boot2docker-vm')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'machine.json'), JSON.stringify({ ...record, left }))
  return home
}

describe('without a command', () => {
  test('the short usage is printed', async () => {
    expect(await boot2docker([])).toMatchSnapshot()
  })

  test('help prints everything, and what differs from the original', async () => {
    expect(
      await boot2docker(['--cpus=4', 'help']).then(({ said }) => said.replace(/--cpus=\d+/, '--cpus=N')),
    ).toMatchSnapshot()
  })
})

describe('what cannot be done', () => {
  test.each([
    ['frobnicate'],
    ['--frobnicate up'],
    ['--memory=x up'],
    ['status'],
    ['up'],
    ['ip'],
    ['ssh ls'],
    ['delete'],
    ['save'],
    ['forward list'],
    ['--driver=virtualbox up'],
  ])('“%s” is reported with the original’s message, with exit code 1', async (line) => {
    expect(await boot2docker(line.split(' '))).toMatchSnapshot()
  })

  test.each([['shellinit'], ['ip'], ['ssh']])('“%s” needs a running machine', async (command) => {
    expect(await boot2docker([command], homeWithMachine('poweroff'))).toEqual({
      exitCode: 1,
      out: '',
      said: 'error in run: VM "boot2docker-vm" is not running. (Did you run `boot2docker up`?)\n',
    })
  })

  test('an image from the network needs its checksum', async () => {
    expect(await boot2docker(['--iso-url=http://127.0.0.1:1/x.iso', 'download'])).toMatchSnapshot()
  })
})

describe('a machine that is off', () => {
  test.each(['poweroff', 'saved'] as const)('left as %s says so', async (left) => {
    expect(await boot2docker(['status'], homeWithMachine(left))).toEqual({ exitCode: 0, out: `${left}\n`, said: '' })
  })

  test.each([['save'], ['suspend'], ['down'], ['halt'], ['stop']])('is left as it is by “%s”', async (command) => {
    expect(await boot2docker([command], homeWithMachine('poweroff'))).toEqual({ exitCode: 0, out: '', said: '' })
  })

  test('is not made twice', async () => {
    expect(await boot2docker(['init'], homeWithMachine('poweroff'))).toEqual({
      exitCode: 0,
      out: 'Virtual machine boot2docker-vm already exists\n',
      said: '',
    })
  })

  test('is described as the original described it', async () => {
    expect(await boot2docker(['info'], homeWithMachine('poweroff'))).toMatchSnapshot()
  })

  test('takes forwards for its next start', async () => {
    const home = homeWithMachine('poweroff')
    expect(await boot2docker(['forward', 'add', 'web,tcp,127.0.0.1,28801,,8800'], home)).toEqual({
      exitCode: 0,
      out: '',
      said: '',
    })
    expect((await boot2docker(['forward'], home)).out).toBe(
      'ssh,tcp,127.0.0.1,2022,,22\ndns,udp,127.0.0.1,5353,,53\nweb,tcp,127.0.0.1,28801,,8800\n',
    )
    expect(await boot2docker(['forward', 'remove', 'web'], home)).toEqual({ exitCode: 0, out: '', said: '' })
    expect(await boot2docker(['forward', 'remove', 'web'], home)).toMatchObject({ exitCode: 1 })
  })

  test('is deleted with all that belongs to it', async () => {
    const home = homeWithMachine('saved')
    expect(await boot2docker(['destroy'], home)).toEqual({ exitCode: 0, out: '', said: '' })
    expect(existsSync(join(home, '.boot2docker', 'machines', 'boot2docker-vm'))).toBe(false)
  })
})

describe('a name that is not a VM’s', () => {
  const names = ['..', '.', '', 'a/b', '../../x', '/', '-x', '.locks', 'a b', 'a\nb', 'a\0b', 'x'.repeat(65), '名']
  test.each(names.flatMap((name) => ['init', 'delete', 'up', 'poweroff', 'ssh'].map((command) => [name, command])))(
    '%j is refused by “%s”, and nothing is touched',
    async (name = '', command = '') => {
      const home = homeWithMachine('saved')
      const before = readdirSync(home, { recursive: true })
      const { exitCode, out, said } = await boot2docker([`--vm=${name}`, command], home)
      expect({ exitCode, out }).toEqual({ exitCode: 64, out: '' })
      expect(said).toBe(
        `error in run: invalid machine name ${JSON.stringify(name)}: a name is 1 to 64 letters, digits, ".", "_" or ` +
          '"-", and begins with a letter or a digit\nTry: boot2docker --vm dev status\n',
      )
      expect(readdirSync(home, { recursive: true })).toEqual(before)
    },
  )

  test('that is very long is not printed as a whole', async () => {
    expect((await boot2docker([`--vm=${'x'.repeat(100_000)}`, 'delete'])).said.length).toBeLessThan(300)
  })
})

test.each(['Driver = "virtualbox"\n', 'Memory = \n', 'VM = ".."\n'])(
  'help and version work with the profile %j',
  async (profile) => {
    const home = temporaryFolder()
    mkdirSync(join(home, '.boot2docker'))
    writeFileSync(join(home, '.boot2docker', 'profile'), profile)
    expect(await boot2docker(['help'], home)).toMatchObject({ exitCode: 0 })
    expect((await boot2docker(['version'], home)).out).toMatch(/^Boot2Docker-cli version: /)
  },
)

test('flags without effect are accepted, and said to be without', async () => {
  expect(await boot2docker(['--dhcp=false', '--vbm=x', 'status'], homeWithMachine('poweroff'))).toEqual({
    exitCode: 0,
    out: 'poweroff\n',
    said: 'Note: --dhcp has no effect with QEMU.\nNote: --vbm has no effect with QEMU.\n',
  })
})

test('the real program prints what the command says, and ends with its exit code', async () => {
  const home = homeWithMachine('saved')
  expect(await real(['--dhcp=false', 'status'], home)).toEqual({
    exitCode: 0,
    out: 'saved\n',
    said: 'Note: --dhcp has no effect with QEMU.\n',
  })
  expect(await real(['ip'], home)).toMatchObject({
    exitCode: 1,
    out: '',
    said: expect.stringContaining('is not running') as string,
  })
})

test('a closed pipe is not an error', async () => {
  const answer = await new Promise<string>((resolve) => {
    execFile('sh', ['-c', `'${process.execPath}' '${program}' help 2>&1 | head -1`], (_, out, said) =>
      resolve(out + said),
    )
  })
  expect(answer).toBe('Usage: boot2docker [<options>] <command> [<args>]\n')
})
