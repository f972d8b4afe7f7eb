import { describe, expect, test } from 'vitest'
import { type Step, ask, exits, run, sh, talk } from '../../../playbooks/model/index.ts'
import { validate } from '../../../runner/core/validate.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'

/** A step that the types would not let through. */
const wrong = (id: string, more: Record<string, unknown>): Step => ({ ...make(id), ...more })
const portIs = (port: number): Record<string, unknown> => ({
  checks: [{ kind: 'port', host: make('a').title, port, state: 'open' }],
})

describe('a value that a run could not follow is a mistake:', () => {
  test.for<readonly [string, Step, string]>([
    [
      'a wait longer than a timer can be',
      make('one', { checks: [fileIs('one', 'present', '600h')] }),
      'Step “one”: “600h” is longer than 24h, the longest that a run can wait.',
    ],
    [
      'a deadline longer than a timer can be',
      make('one', { deadline: '90000s' }),
      'Step “one”: “90000s” is longer than 24h, the longest that a run can wait.',
    ],
    [
      'an exit code that no program has',
      make('one', { checks: [exits(256), fileIs('one', 'present')] }),
      'Step “one”: a check asks for exit code 256; exit codes are whole numbers from 0 to 255.',
    ],
    [
      'a failure with an exit code that no program has',
      make('one', { checks: [fileIs('one', 'present')], expectFailure: { kind: 'exits', code: -1 } }),
      'Step “one”: it expects a failure with exit code -1; exit codes are whole numbers from 0 to 255.',
    ],
    [
      'a port that is none',
      wrong('one', portIs(99_999)),
      'Step “one”: a check names port 99999; ports are whole numbers from 1 to 65535.',
    ],
    [
      'an id too long for the name of a folder',
      make('x'.repeat(65), { title: { en: 'Make it', 'zh-cn': '创建' }, checks: [fileIs('one', 'present')] }),
      `Step “${'x'.repeat(65)}”: its id is 65 characters long; 64 are the most.`,
    ],
    ['an empty command', make('one', { action: run(sh``) }), 'Step “one”: a command is empty. Write sh`…`.'],
    ['a blank undo', make('one', { undo: run(sh` `) }), 'Step “one”: a command is empty. Write sh`…`.'],
    [
      'an empty text to wait for',
      make('one', { action: talk(sh`bash`, { expect: '', send: 'y' }) }),
      'Step “one”: it waits for a terminal to show nothing, and would type at once. ' +
        'Name what the program shows when it waits for an answer.',
    ],
    [
      'a number for a text',
      make('one', { action: run(sh`touch ${8080 as unknown as string}`) }),
      'Step “one”: its action has the value 8080, which is neither a text nor a saved value, after “touch ”. ' +
        'Write it as a string.',
    ],
    [
      'a requirement of no known kind',
      wrong('one', { needs: [{ kind: 'porgram', name: 'jq', hint: make('one').title }] }),
      'Step “one”: “needs.0.kind” is wrong: it is none of program, feature, computer, free-disk, free-memory, network.',
    ],
    [
      'a reason that is not written',
      make('one', { idempotent: ' ' }),
      'Step “one”: “idempotent” has no reason. Write the reason, or leave it out.',
    ],
    [
      'a reason that is no text',
      wrong('one', { idempotent: true }),
      'Step “one”: “idempotent” is wrong: Invalid input: expected string, received boolean.',
    ],
    [
      'a check that may hold before for no reason',
      wrong('one', { checks: [{ ...fileIs('one', 'present'), mayHoldBefore: '' }] }),
      'Step “one”: “mayHoldBefore” has no reason. Write the reason, or leave it out.',
    ],
  ])('%s', ([, step, mistake]) => {
    expect(validate(playbookOf(step))).toEqual([mistake])
  })

  test('a target that there is not', () => {
    expect(validate({ ...playbookOf(make('one')), targets: ['labb' as 'lab'] })).toEqual([
      'The guide: “targets.0” is wrong: it is none of lab, engine, virtualbox, fusion.',
    ])
  })
})

describe('the flags of an input’s pattern', () => {
  const asked = (pattern: RegExp): ReturnType<typeof ask<'user'>> =>
    ask({ user: { title: { en: 'Your name', 'zh-cn': '你的名字' }, pattern, labDefault: 'GORDON' } })

  test('are kept', () => {
    const { inputs, given } = asked(/[a-z]+/i)
    expect(validate({ ...playbookOf(make('one', { action: run(sh`touch ${given.user}`) })), inputs })).toEqual([])
  })

  test.for<readonly [RegExp, string]>([
    [/[a-z]+/g, '/[a-z]+/g has the flag g; the pattern of an input may have i, m, s and u.'],
    [/[a-z]+/v, '/[a-z]+/v has the flag v; the pattern of an input may have i, m, s and u.'],
  ])('that an input cannot have are refused: %s', ([pattern, message]) => {
    expect(() => asked(pattern)).toThrow(message)
  })
})
