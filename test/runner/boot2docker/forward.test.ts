import { expect, test } from 'vitest'
import { parseRule } from '../../../runner/boot2docker/forward.ts'

test.each([
  [
    'web,tcp,127.0.0.1,8800,,8800',
    { name: 'web', protocol: 'tcp', hostAddress: '127.0.0.1', hostPort: 8800, guestPort: 8800 },
  ],
  ['web,tcp,,8800,,80', { name: 'web', protocol: 'tcp', hostAddress: '127.0.0.1', hostPort: 8800, guestPort: 80 }],
  [
    'dns,udp,127.0.0.2,5353,,53',
    { name: 'dns', protocol: 'udp', hostAddress: '127.0.0.2', hostPort: 5353, guestPort: 53 },
  ],
])('“%s” is a rule as VirtualBox writes it', (word, forward) => {
  expect(parseRule(word)).toEqual(forward)
})

test.each([
  '',
  'web',
  'web,tcp,127.0.0.1,8800,8800',
  'web,sctp,,8800,,80',
  'web,tcp,,0,,80',
  'web,tcp,,99999,,80',
  'web,tcp,,80;x,,80',
  'a b,tcp,,80,,80',
  'web,tcp,,80,10.0.2.9,80',
  'web,tcp,,1,,2,3',
])('“%s” is no rule', (word) => {
  expect(() => parseRule(word)).toThrow(`Invalid NAT rule "${word}"`)
})

test.each(['0.0.0.0', '192.168.1.5', '::'])('a port that %s may reach is refused', (address) => {
  expect(() => parseRule(`web,tcp,${address},8800,,80`)).toThrow('would be open to other computers')
})
