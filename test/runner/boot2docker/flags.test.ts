import { describe, expect, test } from 'vitest'
import { parseCommandLine } from '../../../runner/boot2docker/flags.ts'
import { settingsIn } from '../../../runner/boot2docker/settings.ts'

const known = settingsIn({ folder: '/home/reader/.boot2docker', home: '/home/reader' })
const parse = (line: string): ReturnType<typeof parseCommandLine> =>
  parseCommandLine(line.split(' ').filter(Boolean), known)

describe('a flag', () => {
  test.each([
    ['--memory=1024 up', { Memory: 1024 }],
    ['--memory 1024 up', { Memory: 1024 }],
    ['-m 1024 up', { Memory: 1024 }],
    ['-m1024 up', { Memory: 1024 }],
    ['-m=1024 up', { Memory: 1024 }],
    ['up -m 1024', { Memory: 1024 }],
    ['-v up', { Verbose: true }],
    ['-v=false up', { Verbose: false }],
    ['--verbose=T up', { Verbose: true }],
    ['--netmask 255.255.0.0 up', { NetMask: '255.255.0.0' }],
    ['--vbox-share /a=a --vbox-share=/b=b up', { Shares: ['/a=a', '/b=b'] }],
    ['up --vm=', { VM: '' }],
    ['up', {}],
  ])('in “%s” is read', (line, settings) => {
    expect(parse(line)).toEqual({ settings, idle: [], command: 'up', args: [], wantsHelp: false })
  })

  test.each(['--dhcp=false up', '--vbm VBoxManage up', '--basevmdk=x up', '--clobber up'])(
    'in “%s” is accepted and said to be idle',
    (line) => {
      expect(parse(line).idle).toHaveLength(1)
    },
  )

  test.each([
    ['--nothing up', 'config error: unknown flag: --nothing'],
    ['-x up', 'config error: unknown flag: -x'],
    ['--memory', 'config error: flag needs an argument: --memory'],
    ['--memory=lots up', 'config error: invalid argument "lots" for --memory'],
    ['--memory=-1 up', 'config error: invalid argument "-1" for --memory'],
    ['--dhcp=maybe up', 'config error: invalid argument "maybe" for --dhcp'],
    ['--lowerip=192.168.59 up', 'config error: invalid argument "192.168.59" for --lowerip'],
    ['--netmask=255.0.255.0 up', 'config error: invalid argument "255.0.255.0" for --netmask'],
  ])('in “%s” is refused', (line, message) => {
    expect(() => parse(line)).toThrow(message)
  })
})

test('everything after ssh belongs to ssh', () => {
  expect(parse('-v ssh -L 8000:localhost:8000 -v ls --help')).toEqual({
    settings: { Verbose: true },
    idle: [],
    command: 'ssh',
    args: ['-L', '8000:localhost:8000', '-v', 'ls', '--help'],
    wantsHelp: false,
  })
})

test('words after the command are its arguments', () => {
  expect(parse('forward add -- -x')).toMatchObject({ command: 'forward', args: ['add', '-x'] })
})

test('help is asked for anywhere', () => {
  expect(parse('up --help')).toMatchObject({ command: 'up', wantsHelp: true })
})
