import { expect, test } from 'vitest'
import { observeGuestProcess, observeProcess } from '../../../../runner/checks/process/observe.ts'
import { inGuest } from '../in-guest.ts'

test('a process is found by its command line', () => {
  expect(observeProcess('node')).toMatchObject({
    state: 'running',
    detail: {
      en: expect.stringMatching(/^process \d/) as string,
      'zh-cn': expect.stringMatching(/^进程 \d/) as string,
    },
  })
  expect(observeProcess('no such command')).toEqual({ kind: 'absent' })
})

test('a process in the machine is found by its command line; the look does not find itself', async () => {
  expect(await observeGuestProcess(inGuest, 'node')).toMatchObject({ kind: 'state', state: 'running' })
  expect(await observeGuestProcess(inGuest, 'no such command')).toEqual({ kind: 'absent' })
})
