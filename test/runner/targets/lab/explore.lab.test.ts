import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { obtainReady } from '../../../../runner/lab/ready.ts'
import { cacheDir } from '../../../../runner/paths.ts'
import { lab } from '../../../../runner/targets/lab/lab.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { processesOf } from '../../../fixtures/living.ts'

const signal = new AbortController().signal
beforeAll(() => obtainReady({ cache: cacheDir(), signal, progress: () => undefined }))

test('a shell of the reader is in the VM, has the size of its window, and ends with the session', async () => {
  const folder = temporaryFolder()
  const session = await lab.open({ folder, machine: 'ready', onProgress: () => undefined, signal })
  let shown = ''
  const shell = await session.explore?.({ columns: 90, rows: 30, onText: (text) => (shown += text) })
  shell?.write('id -un; cat /proc/sys/kernel/random/boot_id; stty size\r')
  await expect.poll(() => shown, { timeout: 30_000 }).toMatch(/^30 90\r?$/m)
  expect(shown).toMatch(/^docker\r?$/m)
  const [bootId = ''] = /^[0-9a-f]{8}-[0-9a-f-]{27}/m.exec(shown) ?? []
  expect(bootId).toHaveLength(36)
  expect(bootId).not.toBe((await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim())
  // An escape of ssh would open its own command line, outside of the VM.
  shown = ''
  shell?.write('\r~C\r~?\recho still here\r')
  await expect.poll(() => shown, { timeout: 30_000 }).toMatch(/^still here\r?$/m)
  expect(shown).not.toMatch(/ssh>|Supported escape sequences/)
  await session[Symbol.asyncDispose]()
  expect(await shell?.ended).toBeTypeOf('number')
  await expect.poll(() => processesOf(folder), { timeout: 5_000 }).toEqual([])
})
