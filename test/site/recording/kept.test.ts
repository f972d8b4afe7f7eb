import { readFile, readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { playbooks } from '../../fixtures/all-guides.ts'
import { fromCastFile, redraw, stepOf } from '../../../runner/protocol/cast.ts'
import { harmless } from '../../../runner/protocol/harmless.ts'

const folder = join(import.meta.dirname, '../../../public/recordings')
const files = await readdir(folder).catch(() => [])
const checkout = join(import.meta.dirname, '../../..')

describe.each(files)('the recording %s', (file) => {
  test('is small, and of a guide that is there', async () => {
    expect((await stat(join(folder, file))).size).toBeLessThan(200 * 1024)
    const { header, events } = fromCastFile(await readFile(join(folder, file), 'utf8'))
    const { playbook, target, steps } = header.shipshape
    expect(file).toBe(`${playbook}.${target}.cast`)
    expect(playbooks.map(({ id }) => id)).toContain(playbook)
    expect(events.filter(([, code]) => code === 'm').map(([, , text]) => stepOf(text))).toEqual(Object.keys(steps))
  })

  test('has only text that can be shown, in the order of its time', async () => {
    const { events } = fromCastFile(await readFile(join(folder, file), 'utf8'))
    const texts = events.map(([, , text]) => text.replaceAll('\r\n', '\n').replaceAll(redraw, ''))
    expect(texts.filter((text) => harmless(text) !== text)).toEqual([])
    expect(events.map(([seconds]) => seconds)).toEqual(
      events.map(([seconds]) => seconds).toSorted((one, other) => one - other),
    )
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
