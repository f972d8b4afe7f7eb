import { expect, test } from 'vitest'
import { reasonToLeaveOut } from './left-out.ts'
import { type DecisionMutant, decisiveFiles, mutantsIn } from './mutants.ts'

const applied = (text: string, { start, end, text: put }: DecisionMutant): string =>
  text.slice(0, start) + put + text.slice(end)

test.each([
  ['if (a) b()', ['if (!(a)) b()']],
  ['const c = a ? b : d', ['const c = !(a) ? b : d']],
  ['const f = (a) => a === 1 && b(a)', ['const f = (a) => !(a === 1 && b(a))']],
  ['const f = (a) => a + 1', []],
  [
    "const seen = { kind: 'absent' }",
    ["const seen = ({ kind: 'cannot-look', reason: { en: 'mutant', 'zh-cn': '变异' } } as const)"],
  ],
  ['const seen = cannotLookAt(path, error)', ["const seen = ({ kind: 'absent' } as const)"]],
  ['const kind = { holds: isInState }', ['const kind = { holds: (check, seen) => !isInState(check, seen) }']],
  ['const kind = { holds, describe }', ['const kind = { holds: (check, seen) => !holds(check, seen), describe }']],
])('%s is turned around', (text, expected) => {
  expect(mutantsIn('a.ts', text).map((mutant) => applied(text, mutant))).toEqual(expected)
})

test('each kind’s judge and each observer is among them', () => {
  const mutants = decisiveFiles().flatMap((file) => mutantsIn(file))
  const kinds = decisiveFiles().filter((file) => file.endsWith('/define.ts'))
  expect(kinds.filter((file) => !mutants.some((mutant) => mutant.file === file))).toEqual([])
  expect(mutants.filter((mutant) => reasonToLeaveOut(mutant) !== undefined)).not.toEqual([])
})
