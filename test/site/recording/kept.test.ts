import { readFile, readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readRecording } from '../../../runner/evidence/read-recording.ts'
import { playbooks } from '../../fixtures/all-guides.ts'

const folder = join(import.meta.dirname, '../../../public/recordings')
const files = await readdir(folder).catch(() => [])
const checkout = join(import.meta.dirname, '../../..')

describe.each(files)('the recording %s', (file) => {
  test('is small, in the form that the runner writes, and of a guide that is there', async () => {
    expect((await stat(join(folder, file))).size).toBeLessThan(200 * 1024)
    const reading = readRecording(await readFile(join(folder, file), 'utf8'))
    const { playbook = '', target = '' } = reading.kind === 'read' ? reading.value.header.shipshape : {}
    expect(file.replace(/\.[0-9a-f]{12}(?=\.cast$)/, '')).toBe(`${playbook}.${target}.cast`)
    expect(playbooks.map(({ id }) => id)).toContain(playbook)
  })

  test('reveals nothing about the computer that made it', async () => {
    const text = await readFile(join(folder, file), 'utf8')
    const wording = [
      'PRIVATE KEY',
      '.local/state/shipshape/runs',
      checkout,
      '/lab/home',
      ...(homedir() === '/root' ? [] : [`${homedir()}/`]),
    ]
    expect(wording.filter((each) => text.includes(each))).toEqual([])
  })
})

test('recordings are read by this test where there are any', () => {
  expect(files.every((file) => file.endsWith('.cast'))).toBe(true)
})
