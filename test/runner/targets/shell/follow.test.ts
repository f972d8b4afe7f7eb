import { rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { followFiles } from '../../../../runner/targets/shell/follow.ts'
import { makeStepFiles } from '../../../../runner/targets/shell/step-files.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

test('output that cannot be read while a step runs is an error at its end, not before', async () => {
  const files = makeStepFiles(temporaryFolder(), 'one')
  const following = followFiles(files, () => undefined, '')
  rmSync(files.stdout)
  await wait(60)
  writeFileSync(files.stderr, 'more')
  await wait(60)
  expect(() => following.stop()).toThrow('ENOENT')
})

test('output is followed again once it can be read', async () => {
  const files = makeStepFiles(temporaryFolder(), 'one')
  const heard: string[] = []
  const following = followFiles(files, (stream, text) => heard.push(`${stream}: ${text}`), '')
  rmSync(files.stdout)
  await wait(60)
  writeFileSync(files.stdout, 'again')
  await expect.poll(() => heard).toEqual(['stdout: again'])
  expect(following.stop()).toEqual({ stdout: 5, stderr: 0 })
})

test.each([
  ['whole', 'two\nnot ours', ['two\n']],
  ['in part', 'two\nnot o', ['two\n', 'not o']],
  ['not at the end', 'not ours two', ['not ours two']],
])('what is not the step’s is never shown while it is there %s', async (_, written, shown) => {
  const files = makeStepFiles(temporaryFolder(), 'one')
  const heard: string[] = []
  const following = followFiles(files, (_stream, text) => heard.push(text), 'not ours')
  writeFileSync(files.stderr, written)
  await expect.poll(() => heard).toEqual(shown.slice(0, 1))
  following.written()
  expect(heard).toEqual(shown.slice(0, 1))
  following.stop()
  expect(heard).toEqual(shown)
})
