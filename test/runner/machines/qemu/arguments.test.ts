import { expect, test } from 'vitest'
import { forwardRule, machineArguments, probeArguments } from '../../../../runner/machines/qemu/arguments.ts'
import { record } from '../../../fixtures/machine.ts'

test('a machine has two disks, two network cards, its forwards and its shares', () => {
  expect(machineArguments(record, 'tcg', 'tap', undefined).join('\n')).toMatchSnapshot()
})

test('a restored machine differs in nothing but the snapshot', () => {
  const cold = machineArguments(record, 'kvm', 'tap', undefined)
  expect(machineArguments(record, 'kvm', 'tap', 'saved')).toEqual([...cold, '-loadvm', 'saved'])
})

test('a path with a comma stays one path', () => {
  const shares = [{ name: 'code', path: '/home/a,b/code' }]
  expect(machineArguments({ ...record, spec: { ...record.spec, shares } }, 'tcg', 'tap', undefined)).toContain(
    'local,id=share0,path=/home/a,,b/code,security_model=none,multidevs=remap',
  )
})

test('a forward is open to this computer only', () => {
  expect(forwardRule({ name: 'web', protocol: 'tcp', hostAddress: '127.0.0.1', hostPort: 8800, guestPort: 80 })).toBe('tcp:127.0.0.1:8800-:80')
})

test('the test guest has no disk and no network', () => {
  expect(probeArguments(record.image, 'amd64', 'kvm').join(' ')).toMatchSnapshot()
})
