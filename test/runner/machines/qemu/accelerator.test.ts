import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseAccelerator, type ProbeAnswer } from '../../../../runner/machines/qemu/accelerator.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { record } from '../../../fixtures/machine.ts'

const { signal } = new AbortController()
let folder = ''
let image = record.image

beforeEach(() => {
  folder = temporaryFolder()
  const kernel = join(folder, 'vmlinux')
  writeFileSync(kernel, 'kernel')
  image = { ...record.image, kernel }
  vi.stubEnv('SHIPSHAPE_CACHE', folder)
  vi.stubEnv('PATH', [folder, process.env['PATH']].join(delimiter))
})
afterEach(() => vi.unstubAllEnvs())

/** QEMU as a script, which notes that it was started. */
const qemu = (script: string): void => {
  writeFileSync(join(folder, 'qemu-system-x86_64'), `#!/bin/sh\necho >> '${folder}/starts'\n${script}\n`, {
    mode: 0o755,
  })
}
const starts = (): number => readFileSync(join(folder, 'starts'), 'utf8').length
const choose = (again = false): Promise<ProbeAnswer> => chooseAccelerator(image, 'amd64', '10.0', { signal, again })
// Our own file.
const memory = (): object => JSON.parse(readFileSync(join(folder, 'accelerator.json'), 'utf8')) as object
const isHere = process.platform === 'linux' && process.arch === 'x64'

test.runIf(isHere)(
  'an accelerator on which a guest runs is taken, and remembered until it is asked again',
  async ({ skip }) => {
    qemu('echo "shipshape: guest runs"; exec sleep 60')
    const { accelerator, because } = await choose()
    skip(because?.startsWith('/dev/kvm') === true, 'there is no /dev/kvm')
    expect([accelerator, because]).toEqual(['kvm', undefined])
    await choose()
    expect(starts()).toBe(1)
    qemu('echo "no such feature" >&2; exit 1')
    expect(await choose(true)).toEqual({
      accelerator: 'tcg',
      because: 'a test guest did not run on kvm (no such feature)',
    })
    expect(await choose()).toMatchObject({ accelerator: 'tcg' })
    expect(starts()).toBe(2)
  },
)

test.runIf(isHere)(
  'a guest that was too slow is tried again after an hour',
  async ({ skip }) => {
    qemu('exec sleep 60')
    const { because } = await choose()
    skip(because?.startsWith('/dev/kvm') === true, 'there is no /dev/kvm')
    expect(because).toBe('a test guest did not run on kvm within 5 s')
    // As the code under test writes it.
    const [known] = Object.values(memory()) as readonly { readonly until: number }[]
    expect((known?.until ?? 0) - Date.now()).toBeGreaterThan(3_500_000)
    writeFileSync(join(folder, 'accelerator.json'), JSON.stringify(memory()).replace(String(known?.until), '1'))
    qemu('echo "shipshape: guest runs"')
    expect(await choose()).toEqual({ accelerator: 'kvm', because: undefined })
  },
  30_000,
)

test.runIf(isHere)('a guest that failed at once is tried again after an hour', async () => {
  const device = join(folder, 'kvm')
  writeFileSync(device, '')
  const choose = (): Promise<ProbeAnswer> => chooseAccelerator(image, 'amd64', '10.0', { signal, device })
  qemu('echo "Could not access KVM kernel module: Device or resource busy" >&2; exit 1')
  expect(await choose()).toEqual({
    accelerator: 'tcg',
    because: 'a test guest did not run on kvm (Could not access KVM kernel module: Device or resource busy)',
  })
  qemu('echo "shipshape: guest runs"')
  expect(await choose()).toMatchObject({ accelerator: 'tcg' })
  writeFileSync(join(folder, 'accelerator.json'), JSON.stringify(memory()).replace(/"until":\d+/, '"until":1'))
  expect(await choose()).toEqual({ accelerator: 'kvm', because: undefined })
})

test.runIf(isHere)('a device that appears is tried at once', async () => {
  const device = join(folder, 'kvm')
  qemu('echo "shipshape: guest runs"')
  const choose = (): Promise<ProbeAnswer> => chooseAccelerator(image, 'amd64', '10.0', { signal, device })
  expect(await choose()).toEqual({ accelerator: 'tcg', because: `${device} is missing` })
  writeFileSync(device, '')
  expect(await choose()).toEqual({ accelerator: 'kvm', because: undefined })
})

test.runIf(isHere && process.getuid?.() !== 0)('permission for the device is seen at once', async () => {
  const device = join(folder, 'kvm')
  writeFileSync(device, '', { mode: 0 })
  qemu('echo "shipshape: guest runs"')
  const choose = (): Promise<ProbeAnswer> => chooseAccelerator(image, 'amd64', '10.0', { signal, device })
  expect(await choose()).toEqual({ accelerator: 'tcg', because: `${device} cannot be opened by you` })
  chmodSync(device, 0o600)
  expect(await choose()).toEqual({ accelerator: 'kvm', because: undefined })
})

test.runIf(isHere)('an answer holds for who may open the device', async () => {
  qemu('echo "shipshape: guest runs"')
  await choose()
  const before = Object.keys(memory())
  expect(before[0]).toMatch(/ · (no device|\d+:\d+:\d+:(open|closed))$/)
})
