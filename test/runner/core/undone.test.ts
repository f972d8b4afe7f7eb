import { expect, test } from 'vitest'
import { type WorldCheck, equals, exits, fromStdout, nothing, run, sh, text } from '../../../playbooks/model/index.ts'
import { cannotLook } from '../../../runner/contract/observation.ts'
import type { Target } from '../../../runner/contract/target.ts'
import { english } from '../../fixtures/english.ts'
import { ending, executeHere, hastyClock, statuses, timeless, undone } from '../../fixtures/execute.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

const stays = (step: string, left: string): object => ({
  status: 'broken',
  why: 'Not everything was undone.',
  leftovers: [{ what: `Step “${step}” was not undone: ${left}`, hint: expect.anything() as unknown }],
})
/** Its steps' things outlive a run. */
const kept = (target: Target): Target => ({ ...target, keepsWhatStepsMade: true })
const here = (file: string): string => `file ${file} on this computer is present`
const soon = { clock: hastyClock }

test('an undo that changes nothing is no undo: what the step made is still there', async () => {
  const done = await executeHere(playbookOf(make('one', { undo: run(sh`echo oops`) })), soon)
  expect(ending(done)).toEqual(stays('one', `the undo ran, but this still holds: ${here('one')}.`))
  expect(done.report.steps[0]?.undo).toMatchObject({ clean: false })
})

test('an undo of the wrong thing is no undo, and the others are still performed', async () => {
  const done = await executeHere(
    playbookOf(make('one'), make('two', { undo: run(sh`rm -f tow`) }), make('three')),
    soon,
  )
  expect(undone(done)).toEqual(['three', 'two', 'one'])
  expect(ending(done)).toEqual(stays('two', `the undo ran, but this still holds: ${here('two')}.`))
})

test('every assertion that still holds is named', async () => {
  const both = make('one', {
    action: run(sh`touch one other; export KEPT=1`),
    checks: [
      fileIs('one', 'present'),
      fileIs('other', 'present'),
      { kind: 'variable', name: 'KEPT', match: equals(text`1`) },
    ],
  })
  expect(ending(await executeHere(playbookOf(both), soon))).toEqual(
    stays('one', `the undo ran, but this still holds: ${here('other')}; variable KEPT is “1”.`),
  )
})

test('what an undo removes may take a moment to go', async () => {
  const late = make('one', { undo: run(sh`(sleep 1; rm one) >/dev/null 2>&1 &`) })
  expect(ending(await executeHere(playbookOf(late)))).toMatchObject({ status: 'passed', leftovers: [] })
})

test('when it cannot be looked at after the undo, that is said, and it is not clean', async () => {
  let looks = 0
  const target = scriptedTarget({
    observe: () => {
      looks += 1
      if (looks === 1) return undefined
      return cannotLook({ en: 'EACCES', 'zh-cn': 'EACCES' })
    },
  })
  const saw = `the undo ran, but whether that worked could not be looked at: ${here('one')} (EACCES).`
  expect(ending(await executeHere(playbookOf(make('one')), { target: kept(target), ...soon }))).toEqual(
    stays('one', saw),
  )
  looks = 0
  const done = await executeHere(playbookOf(make('one')), { target, ...soon })
  // Closing such a target removes whatever was made, so there is nothing to do by hand.
  expect([ending(done), english(done.report.steps[0]?.undo)]).toEqual([
    { status: 'broken', why: 'Whether the undo of “one” worked could not be looked at.', leftovers: [] },
    { clean: false, saw: saw.replace(/\.$/, '') },
  ])
})

test('a step that may be repeated, and a check that may hold before it, are not asked again', async () => {
  const lasting: WorldCheck = {
    kind: 'file',
    where: 'host',
    path: text`one`,
    state: 'present',
    mayHoldBefore: 'It must not be lost.',
  }
  const sure = make('sure', { action: run(sh`touch one`), checks: [lasting], undo: run(sh`true`) })
  const again = make('again', {
    action: run(sh`touch one`),
    checks: [fileIs('one', 'present')],
    undo: run(sh`true`),
    idempotent: 'It makes sure.',
  })
  const cleaned = make('one', { undo: run(sh`rm -f one`) })
  expect(ending(await executeHere(playbookOf(cleaned, sure, again)))).toMatchObject({ status: 'passed', leftovers: [] })
})

test('a step whose undo is “nothing” has to be undone with another one', async () => {
  const folder = make('folder', {
    action: run(sh`mkdir folder`),
    checks: [exits(0), { kind: 'folder', where: 'host', path: text`folder`, state: 'empty' }],
    undo: run(sh`rm -r folder`),
  })
  const inside = make('inside', {
    action: run(sh`touch folder/file`),
    checks: [fileIs('folder/file', 'present')],
    undo: nothing('The file is removed with its folder.'),
  })
  expect(ending(await executeHere(playbookOf(folder, inside), soon))).toMatchObject({ status: 'passed', leftovers: [] })
  const outside = make('outside', { undo: nothing('The file is removed with its folder.') })
  expect(ending(await executeHere(playbookOf(folder, outside), soon))).toEqual({
    status: 'broken',
    why: 'Not everything was undone.',
    leftovers: [
      {
        what: `Step “outside” was not undone: everything else was undone, but this still holds: ${here('outside')}.`,
        hint: 'This step has no undo of its own: remove what it made by hand.',
      },
    ],
  })
})

test('a later step that says it undoes one, and leaves what that made, is not believed', async () => {
  const away = make('away', { action: run(sh`rm two`), checks: [fileIs('two', 'absent')], undo: 'nothing' })
  const says = { ...away, undoes: ['one', 'two'] }
  const done = await executeHere(playbookOf(make('one'), make('two'), says), soon)
  expect(statuses(done)).toEqual({ one: 'passed', two: 'passed', away: 'passed' })
  expect(ending(done)).toEqual({
    status: 'broken',
    why: 'Not everything was undone.',
    leftovers: [
      {
        what: `Step “one” was not undone: everything else was undone, but this still holds: ${here('one')}.`,
        hint: 'rm one',
      },
    ],
  })
})

test('a step that removes something for good needs no undo: that it is gone may hold at the end', async () => {
  const away = make('away', {
    action: run(sh`rm one`),
    checks: [fileIs('one', 'absent')],
    undo: nothing('It only removes what an earlier step made.'),
  })
  const one = make('one', { undo: run(sh`rm -f one`) })
  expect(ending(await executeHere(playbookOf(one, away)))).toMatchObject({ status: 'passed', leftovers: [] })
})

test('the undo of a step that failed half-way is looked at too', async () => {
  const half = make('half', { action: run(sh`touch half; exit 3`), undo: run(sh`true`) })
  expect(ending(await executeHere(playbookOf(half), soon))).toMatchObject({
    status: 'failed',
    leftovers: [{ what: `Step “half” was not undone: the undo ran, but this still holds: ${here('half')}.` }],
  })
})

test('the words of an undo that fails are reported, of both streams, not only the last line', async () => {
  const boot = make('one', {
    undo: run(sh`rm one; echo 'Stopping one'; echo 'it is used by 7' >&2; echo 'exit status 1' >&2; (exit 1)`),
  })
  const done = await executeHere(playbookOf(boot))
  expect(done.events.filter(({ type }) => type === 'undo-finished').map(timeless)).toEqual([
    {
      type: 'undo-finished',
      step: 'one',
      clean: false,
      saw: 'exit code 1, “Stopping one ⏎ it is used by 7 ⏎ exit status 1”',
    },
  ])
})

test('an empty value is not saved: the step fails, and its undo does not use it', async () => {
  const one = make('one', {
    action: run(sh`touch one; echo "folder="`),
    saves: { folder: fromStdout(/^folder=(.*)$/) },
    undo: run(sh`rm one; echo rm -rf ${{ from: 'step', step: 'one', name: 'folder' }}/`),
  })
  const done = await executeHere(playbookOf(one), soon)
  expect(done.report.steps[0]?.why?.en).toBe(
    'What /^folder=(.*)$/ matches in stdout is empty, so the value “folder” could not be saved.',
  )
  expect(ending(done)).toMatchObject({
    status: 'failed',
    leftovers: [{ what: 'Step “one” was not undone: The value “folder” of step “one” was not saved.' }],
  })
})

test('a fact that is empty is refused as an unknown one is', async () => {
  const one = make('one', { action: run(sh`echo ${{ from: 'target', name: 'address' }}`) })
  const done = await executeHere(playbookOf(one), { target: scriptedTarget({ facts: { address: '' } }) })
  expect(done.report.steps[0]?.why?.en).toBe('The value “address” is empty. Run the guide again from its beginning.')
})
