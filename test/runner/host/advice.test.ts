import { describe, expect, test } from 'vitest'
import { holderCommand, installCommand } from '../../../runner/host/advice.ts'

describe('the command that installs', () => {
  test.each([
    ['linux', 'e2fsprogs', 'sudo apt-get install e2fsprogs'],
    ['linux', ['qemu-system-x86', 'qemu-utils'], 'sudo apt-get install qemu-system-x86 qemu-utils'],
    ['darwin', 'e2fsprogs', 'brew install e2fsprogs'],
    ['darwin', ['qemu-system-x86', 'qemu-utils'], 'brew install qemu'],
    ['darwin', 'openssh-client', 'brew install openssh'],
  ] as const)('on %s %j is “%s”', (platform, packages, command) => {
    expect(installCommand(packages, platform)).toBe(command)
  })
})

describe('the command that shows who has a port', () => {
  test.each([
    ['linux', 'tcp', `ss -ltnp 'sport = :2022'`],
    ['linux', 'udp', `ss -lunp 'sport = :2022'`],
    ['darwin', 'tcp', 'lsof -nP -iTCP:2022 -sTCP:LISTEN'],
    ['darwin', 'udp', 'lsof -nP -iUDP:2022'],
  ] as const)('on %s for %s is “%s”', (platform, protocol, command) => {
    expect(holderCommand(2022, protocol, platform)).toBe(command)
  })
})
