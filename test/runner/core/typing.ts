import { type Check, type Step, type CommandLine, alike, exits, run, step } from '../../../playbooks/model/index.ts'
import { stepsWithout } from '../../../runner/core/unavailable.ts'
import { stepOnTarget } from '../../../runner/core/plan.ts'
import type { Problem } from '../../../runner/protocol/events.ts'
import type { Unavailable } from '../../../runner/protocol/unavailable.ts'

const problemOf = (name: string): Problem => ({
  what: alike(`No ${name}.`),
  hint: alike('npx shipshape lab build'),
})
export const image = (name: string, platform?: string): Unavailable => ({
  ...{ kind: 'image', name, problem: problemOf(name) },
  ...(platform === undefined ? {} : { platform }),
})
export const packages: Unavailable = { kind: 'packages', problem: problemOf('packages') }
export const nginx = image('nginx:1.26')

type Line = CommandLine

let count = 0
export const typing = (
  line: Line,
  checks: readonly Check[] = [],
  more: Partial<Parameters<typeof step>[1]> = {},
): Step =>
  step(`step-${(count += 1)}`, {
    title: alike('A step'),
    action: run(line),
    checks: [exits(0), ...checks],
    undo: 'nothing',
    ...more,
  })

export const fails = { expectFailure: { kind: 'exits', code: 1 } } as const
export const idempotent = { idempotent: 'It only looks.' } as const

/** Which of these steps are blocked, by their places from 0 on. */
export const blockedOf = (steps: readonly Step[], ...unavailable: readonly Unavailable[]): readonly number[] => {
  const blocked = stepsWithout(
    steps.map((each) => stepOnTarget(each, 'lab')),
    unavailable,
  )
  return steps.flatMap(({ id }, place) => (blocked.has(id) ? [place] : []))
}

export const isBlocked = (line: Line, ...unavailable: readonly Unavailable[]): boolean =>
  blockedOf([typing(line)], ...unavailable).length > 0
