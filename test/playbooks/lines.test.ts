import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { PerTarget, Playbook, Ref, Step, Undo } from '../../playbooks/model/index.ts'
import { playbooks } from '../fixtures/all-guides.ts'
import { onTarget } from '../../runner/core/plan.ts'
import { renderAction } from '../../runner/core/render.ts'
import { powershellMistakes } from '../fixtures/powershell.ts'

/** A value that no shell takes lightly, where one is filled in. */
const value = 'it\'s a "value" with $HOME, `ticks` and — dashes'
const quoted = {
  command: `'it'\\''s a "value" with $HOME, \`ticks\` and — dashes'`,
  powershell: `'it''s a "value" with $HOME, \`ticks\` and — dashes'`,
  text: value,
}
const spell = (_ref: Ref, use: keyof typeof quoted): string => quoted[use]

interface Line {
  readonly place: string
  readonly shell: 'bash' | 'powershell'
  readonly text: string
}

const linesOf = (place: string, thing: Undo | PerTarget<Undo>, targets: Playbook['targets']): readonly Line[] =>
  targets.flatMap((target) => {
    const action = onTarget(thing, target)
    if (action === 'nothing' || (action.kind !== 'command' && action.kind !== 'interactive')) return []
    const rendered = renderAction(action, spell)
    if (rendered.kind === 'file') return []
    return [{ place, shell: action.kind === 'command' ? (action.shell ?? 'bash') : 'bash', text: rendered.line }]
  })

const linesIn = ({ id, targets }: Playbook, step: Step): readonly Line[] => [
  ...linesOf(`${id} ${step.id}`, step.action, targets),
  ...linesOf(`${id} ${step.id} undo`, step.undo, targets),
]

const of = (playbook: Playbook, shell: Line['shell']): readonly Line[] =>
  playbook.steps.flatMap((step) => linesIn(playbook, step)).filter((line) => line.shell === shell)

// One bash asks another for each line: to start them from here takes ten times as long.
const asking = `while IFS= read -r -d '' line; do printf '%s\\0' "$(bash -n <<<"$line" 2>&1)"; done`

/** What bash says of each line without executing it. */
const bashMistakes = (lines: readonly string[]): readonly string[] =>
  execFileSync('bash', ['-c', asking], { input: lines.map((line) => `${line}\0`).join(''), encoding: 'utf8' })
    .split('\0')
    .slice(0, -1)

const guides = playbooks.map((playbook) => ({ id: playbook.id, playbook }))

describe('PowerShell', () => {
  test.each(guides)('can read every line of $id that is written for it', ({ playbook }) => {
    const wrong = of(playbook, 'powershell').flatMap(({ place, text }) =>
      powershellMistakes(text).map((mistake) => `${place}: ${mistake} in: ${text}`),
    )
    expect(wrong).toEqual([])
  })

  test('has lines to read', () => {
    expect(playbooks.flatMap((playbook) => of(playbook, 'powershell')).length).toBeGreaterThan(20)
  })

  test('cannot read a wrong line, and the place is reported', () => {
    const wrong = [
      "Get-Item 'C:\\x",
      'Get-Item | | Out-Null',
      'if ($true) { 1',
      'Restart-Service docker)',
      'icacls.exe x /grant Administrators:(F)',
      'Get-Date && Get-Date',
    ]
    expect(wrong.map(powershellMistakes)).toMatchInlineSnapshot(`
      [
        [
          "10: not understood",
          "10: not understood",
        ],
        [
          "10: not understood",
        ],
        [
          "15: “}” is missing",
        ],
        [
          "23: not understood",
        ],
        [
          "37: not understood",
        ],
        [
          "10: “&&” is not in PowerShell 5.1",
        ],
      ]
    `)
  })
})

describe('bash', () => {
  test.each(guides)('can read every line of $id that is written for it', ({ playbook }) => {
    const lines = of(playbook, 'bash')
    const printed = bashMistakes(lines.map(({ text }) => text))
    expect(printed).toHaveLength(lines.length)
    expect(lines.map((line, index) => ({ ...line, says: printed[index] })).filter(({ says }) => says !== '')).toEqual(
      [],
    )
  })

  test('cannot read a wrong line', () => {
    expect(bashMistakes(['echo fine', 'echo "never closed', 'echo fine'])).toEqual([
      '',
      expect.stringContaining('unexpected EOF'),
      '',
    ])
  })
})
