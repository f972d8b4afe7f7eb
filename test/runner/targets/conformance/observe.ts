import { describe, expect, test } from 'vitest'
import type { ActualWorldCheck } from '../../../../runner/contract/rendered.ts'
import { freePort } from '../../../fixtures/fake-machine/under-test.ts'
import { holdsFor, never, run, sharedSession, testIf, type TargetUnderTest } from './under-test.ts'

/** True and untrue of a session in which `prepare` has run. `port` is one where nobody listens. */
const ofThisComputer = (port: number): readonly (readonly [boolean, ActualWorldCheck])[] => [
  [true, { kind: 'file', where: 'host', path: 'seen/file', state: 'present', content: { how: 'equals', text: 'yes' } }],
  [false, { kind: 'file', where: 'host', path: 'seen/none', state: 'present' }],
  [true, { kind: 'folder', where: 'host', path: 'seen', state: 'present' }],
  [true, { kind: 'folder', where: 'host', path: 'empty', state: 'empty' }],
  [false, { kind: 'folder', where: 'host', path: 'none', state: 'present' }],
  [true, { kind: 'process', where: 'host', command: 'no such process runs', state: 'absent' }],
  [true, { kind: 'port', host: '127.0.0.1', port, state: 'refused' }],
  [false, { kind: 'port', host: '127.0.0.1', port, state: 'open' }],
  [false, { kind: 'http', url: `http://127.0.0.1:${port}/`, status: 200 }],
  [true, { kind: 'name', name: 'localhost', address: '127.0.0.1' }],
  [true, { kind: 'route', to: '127.0.0.1', device: 'lo' }],
  [true, { kind: 'variable', name: 'SEEN', match: { how: 'equals', text: 'a b' } }],
  [true, { kind: 'variable', name: 'NOT_EXPORTED', match: 'unset' }],
]

const ofAnEmptyEngine: readonly (readonly [boolean, ActualWorldCheck])[] = [
  [true, { kind: 'container', name: 'nobody-made-it', state: 'absent' }],
  [false, { kind: 'container', name: 'nobody-made-it', state: 'running' }],
  [true, { kind: 'image', name: 'nobody-made-it:1', state: 'absent' }],
  [true, { kind: 'volume', name: 'nobody-made-it', state: 'absent' }],
  [true, { kind: 'network', name: 'nobody-made-it', state: 'absent' }],
  [false, { kind: 'inspect', of: 'container', name: 'nobody-made-it', at: '/Id', match: 'absent' }],
  [false, { kind: 'container-file', container: 'nobody-made-it', path: '/etc/passwd', state: 'present' }],
  [false, { kind: 'published-port', container: 'nobody-made-it', guestPort: 80, hostPort: '8800' }],
]

const ofTheMachine: readonly (readonly [boolean, ActualWorldCheck])[] = [
  [true, { kind: 'machine', name: 'boot2docker-vm', state: 'running' }],
  [false, { kind: 'machine', name: 'boot2docker-vm', state: 'poweroff' }],
  [true, { kind: 'file', where: 'guest', path: '/etc/passwd', state: 'present' }],
  [false, { kind: 'file', where: 'guest', path: '/none', state: 'present' }],
  [true, { kind: 'folder', where: 'guest', path: '/proc', state: 'present' }],
  [true, { kind: 'process', where: 'guest', command: 'no such process runs', state: 'absent' }],
]

export const observationTests = (under: TargetUnderTest): void => {
  const { target, machine, engine } = under
  describe('looks at the world:', () => {
    const session = sharedSession(under)
    const holds = async (check: ActualWorldCheck): Promise<boolean> =>
      holdsFor(check, await session().observe(check, never))

    test('what is true of this computer holds, and what is not does not', async () => {
      await run(session(), 'mkdir -p seen empty; echo yes > seen/file; export SEEN="a b"; NOT_EXPORTED=1')
      for (const [expected, check] of ofThisComputer(await freePort()))
        expect([await holds(check), check]).toEqual([expected, check])
    })

    testIf(engine === 'empty')('an engine that keeps nothing says so, of each kind of object', async () => {
      for (const [expected, check] of ofAnEmptyEngine) expect([await holds(check), check]).toEqual([expected, check])
    })

    testIf(engine === 'none')('an engine that does not answer is not one that keeps nothing', async () => {
      for (const [, check] of ofAnEmptyEngine)
        expect(await session().observe(check, never)).toMatchObject({ kind: 'cannot-look' })
    })

    testIf(machine === 'ready' && target.features.has('machine'))('the machine is seen from inside', async () => {
      for (const [expected, check] of ofTheMachine) expect([await holds(check), check]).toEqual([expected, check])
    })

    testIf(engine === 'empty')('the engine’s objects are listed', async () => {
      expect(await session().inventory?.()).toMatchObject({ containers: [], volumes: [] })
    })
  })
}
