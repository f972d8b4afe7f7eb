import { expect, test } from 'vitest'
import { forwardRule, machineArguments, probeArguments } from '../../../../runner/machines/qemu/arguments.ts'
import { record } from '../../../fixtures/machine.ts'

test('a machine has two disks, two network cards, its forwards and its shares', () => {
  expect(machineArguments(record, 'tcg', 'tap', { from: 'boot' }).join('\n')).toMatchSnapshot()
})

test('a restored machine differs in nothing but the snapshot', () => {
  const cold = machineArguments(record, 'kvm', 'tap', { from: 'boot' })
  expect(machineArguments(record, 'kvm', 'tap', { from: 'snapshot', name: 'saved' })).toEqual([
    ...cold,
    '-loadvm',
    'saved',
  ])
})

test.each([
  [{ from: 'state' }, '-incoming defer'],
  [
    { from: 'boot', ram: 'ram.img' },
    '-machine memory-backend=pc.ram -object ' +
      'memory-backend-file,id=pc.ram,size=2048M,mem-path=ram.img,share=on,x-use-canonical-path-for-ramblock-id=off',
  ],
  [
    { from: 'template', ram: '/cache/a,b/ram.img' },
    '-machine memory-backend=pc.ram -object memory-backend-file,id=pc.ram,size=2048M,mem-path=/cache/a,,b/ram.img,' +
      'share=off,readonly=on,rom=off,x-use-canonical-path-for-ramblock-id=off -incoming defer',
  ],
] as const)('a guest that comes %o has the same devices', (origin, more) => {
  const cold = machineArguments(record, 'kvm', 'tap', { from: 'boot' })
  expect(machineArguments(record, 'kvm', 'tap', origin).join(' ')).toBe([...cold, more].join(' '))
})

test('a path with a comma stays one path', () => {
  const shares = [{ name: 'code', path: '/home/a,b/code' }]
  expect(machineArguments({ ...record, spec: { ...record.spec, shares } }, 'tcg', 'tap', { from: 'boot' })).toContain(
    'local,id=share0,path=/home/a,,b/code,security_model=none,multidevs=remap',
  )
})

test('a forward is open to this computer only', () => {
  expect(forwardRule({ name: 'web', protocol: 'tcp', hostAddress: '127.0.0.1', hostPort: 8800, guestPort: 80 })).toBe(
    'tcp:127.0.0.1:8800-:80',
  )
})

test('the test guest has no disk and no network', () => {
  expect(probeArguments(record.image, 'amd64', 'kvm').join(' ')).toMatchSnapshot()
})
