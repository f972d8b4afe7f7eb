import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { alike, run, sh } from '../../../playbooks/model/index.ts'
import { RunnerError } from '../../../runner/errors.ts'
import { journalPath } from '../../../runner/runs/folder.ts'
import { openRecord } from '../../../runner/runs/record.ts'
import { executeHere, temporaryFolder, undone } from '../../fixtures/execute.ts'
import { english } from '../../fixtures/english.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'

test('a journal that cannot be written any more ends the run as broken, and what was done is undone', async () => {
  const cancel = new AbortController()
  const slow = make('slow', { action: run(sh`touch slow; echo begun; sleep 60`) })
  const done = await executeHere(playbookOf(make('one'), slow), {
    cancel: cancel.signal,
    onEvent: (event) => {
      if (event.type === 'output') cancel.abort(new RunnerError('broken', 'The disk is full.', { hint: 'Make room.' }))
    },
  })
  expect(undone(done)).toEqual(['one'])
  expect(english(done.report)).toMatchObject({
    status: 'broken',
    why: 'The disk is full. Make room.',
    steps: [{ status: 'broken' }, { status: 'not-reached' }],
  })
})

test('what could be written before is still read', () => {
  const folder = temporaryFolder()
  const record = openRecord(folder, () => undefined)
  record.emit({ type: 'preparing', text: alike('hello') })
  record.close()
  expect(readFileSync(journalPath(folder), 'utf8')).toMatch(
    /^\{"seq":1,"at":"[^"]+","type":"preparing","text":\{"en":"hello","zh-cn":"hello"\},"crc":"[0-9a-f]{8}"\}\n$/,
  )
})
