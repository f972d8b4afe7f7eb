import { expect, test } from 'vitest'
import { RunnerError } from '../../runner/errors.ts'
import { computerTrouble, isInterruption } from '../../runner/system-error.ts'
import { executeHere } from '../fixtures/execute.ts'
import { make, playbookOf } from '../fixtures/playbooks.ts'
import { scriptedTarget } from '../fixtures/scripted-target.ts'

const system = (code: string, path?: string): Error =>
  Object.assign(new Error(`${code}: it went wrong`), { code, ...(path === undefined ? {} : { path }) })

test.for([
  ['ENOSPC', 'the disk is full', "Free some space: df -h '/a b'"],
  ['EROFS', 'the file system is read-only', 'Use another folder: export SHIPSHAPE_STATE="$HOME/shipshape-state"'],
  ['EACCES', 'permission denied', `sudo chown -R "$(id -u)" '/a b'`],
  ['EMFILE', 'too few files may be open in this terminal', 'ulimit -n 1024'],
  ['EIO', 'the disk or the terminal does not work', 'sudo dmesg | tail'],
] as const)('%s is said with one command', ([code, why, hint]) => {
  const trouble = computerTrouble(system(code, '/a b'))
  expect([trouble?.code, trouble?.message, trouble?.hint]).toEqual([
    'blocked',
    `/a b cannot be used: ${why} (${code}: it went wrong).`,
    hint,
  ])
})

test('without a path, the sentence begins with what is wrong', () => {
  expect(computerTrouble(system('ENOSPC'))?.message).toBe('The disk is full (ENOSPC: it went wrong).')
})

test('what is no trouble of the computer stays what it is', () => {
  const others = [new TypeError('x is not a function'), system('ERR_INVALID_ARG_TYPE'), system('ENOENT'), 'text']
  expect(others.map((error) => computerTrouble(error))).toEqual([undefined, undefined, undefined, undefined])
})

test('how something ends that was stopped is distinguished from a bug', () => {
  const stopped = [
    new RunnerError('cancelled', 'It was cancelled.', { hint: 'Start it again.' }),
    new DOMException('This operation was aborted', 'AbortError'),
    Object.assign(new Error('Command was canceled'), { isCanceled: true }),
    system('EPIPE'),
  ]
  const bugs = [new TypeError('x is not a function'), new Error('no session'), system('ERR_INVALID_ARG_TYPE'), 'text']
  expect([stopped.map(isInterruption), bugs.map(isInterruption)]).toEqual([
    [true, true, true, true],
    [false, false, false, false],
  ])
})

test.for(['opening', 'step'] as const)(
  'a bug is reported although the run was cancelled meanwhile: %s',
  async (where) => {
    const cancel = new AbortController()
    const bug = new TypeError('x is not a function')
    const fails = (): Promise<never> => {
      cancel.abort()
      return Promise.reject(bug)
    }
    const target = scriptedTarget(where === 'opening' ? { onOpen: fails } : { standIns: fails })
    const executed = executeHere(playbookOf(make('one')), { target, cancel: cancel.signal })
    await expect(executed).rejects.toMatchObject({ cause: bug })
  },
)
