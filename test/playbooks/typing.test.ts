import { expect, test } from 'vitest'
import { type Action, type Duration, fromStdout, matches, run, sh, talk, text } from '../../playbooks/model/index.ts'

/** What tsc must refuse: each line is an error, and it is an error when one is not. */
export const refused = (): readonly unknown[] => {
  // @ts-expect-error -- no such unit
  const days: Duration = '1d'
  // @ts-expect-error -- no unit
  const bare: Duration = '10'
  // @ts-expect-error -- a text is no line for a shell
  const action: Action = { kind: 'command', where: 'host', line: text`docker ps` }
  return [
    days,
    bare,
    action,
    // @ts-expect-error -- a text is no line for a shell
    run(text`docker ps`),
    // @ts-expect-error -- nor for an interactive program
    talk(text`docker run -it busybox:1.37`, { expect: '$', send: 'exit' }),
    // @ts-expect-error -- an interactive program has something to be typed
    talk(sh`docker run -it busybox:1.37`),
  ]
}

test('the flags of a pattern are part of the data', () => {
  expect([matches(/x/), matches(/x/m), matches(/x/imu), fromStdout(/(x)/i)]).toEqual([
    { how: 'matches', pattern: 'x' },
    { how: 'matches', pattern: 'x' },
    { how: 'matches', pattern: 'x', flags: 'iu' },
    { from: 'stdout', pattern: '(x)', flags: 'i' },
  ])
})

test('that a text is a line for a shell is no part of what is hashed', () => {
  expect(JSON.stringify(sh`echo ${'x'}`)).toBe(JSON.stringify(text`echo ${'x'}`))
})
