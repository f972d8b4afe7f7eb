import { addFiles, addLine } from './copy.ts'

const define = `import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { isInState } from '../match.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /** Whether a program listens on a Unix socket. */
    readonly socket: { readonly path: Text; readonly state: 'listening' | 'absent' }
  }
}

export const socket = worldKind<'socket', typeof import('./observe.ts')>({ holds: isInState, describe, byHand })
`

const describe = `import type { Description } from '../kind.ts'

const states = { listening: '正在监听', absent: '不存在' } as const

export const describe: Description<'socket'> = {
  en: {
    assertion: ({ path, state }) => \`socket \${path} is \${state}\`,
    expected: ({ state }) => state,
  },
  'zh-cn': {
    assertion: ({ path, state }) => \`套接字 \${path} \${states[state]}\`,
    expected: ({ state }) => states[state],
    states,
  },
}
`

const byHand = `import { contains, equals } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

export const byHand: ByHand<'socket'> = ({ path, state }, typing) =>
  byLook(
    \`ss -xl | grep -F -e \${typing.path(path)}\`,
    state === 'absent' ? equals(text\`\`) : contains(text\`LISTEN\`),
  )
`

const observe = `import { connect } from 'node:net'
import type { Observation } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import { cannotLookAt, codesOf } from '../look/reason.ts'

/** Absent: there is no such file, or nobody listens on it. */
const absence = ['ENOENT', 'ECONNREFUSED']

export const observe: Observer<'socket'>['observe'] = ({ path }, { absolute, signal }) =>
  new Promise((resolve) => {
    const socket = connect({ path: absolute(path), signal })
    const see = (seen: Observation): void => {
      socket.destroy()
      resolve(seen)
    }
    socket.once('connect', () => see({ kind: 'state', state: 'listening' }))
    socket.once('error', (error) => {
      const isAbsent = codesOf(error).some((code) => absence.includes(code))
      see(isAbsent ? { kind: 'absent' } : cannotLookAt(path, error))
    })
  })
`

/** How it cannot look. */
const blindSpots = `import type { ActualWorldCheck } from '../../../../runner/contract/rendered.ts'
import { look } from './context.ts'
import { belowAFile, loop } from './of-paths.ts'
import type { Row } from './ways.ts'

const at = (path: string): ActualWorldCheck => ({ kind: 'socket', path, state: 'absent' })
const nothingSaid = 'nothing is asked of who listens'

export const ofSockets = (): Row => ({
  permission: 'as of a file',
  type: 'nobody listens on anything else',
  'below-a-file': () => look(at(belowAFile())),
  loop: () => look(at(loop())),
  resolver: 'a socket has no name',
  misspelt: 'a socket has no host',
  tls: nothingSaid,
  half: nothingSaid,
  endless: nothingSaid,
  hang: nothingSaid,
  foreign: nothingSaid,
  'not-run': 'nothing is run',
})
`

/** The check in a playbook, on the target of all fast tests and on the one on which every check holds. */
const trial = `import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Playbook, alike, exits, run, sh, step, text } from '../../../../playbooks/model/index.ts'
import { executeHere } from '../../../fixtures/execute.ts'
import { scriptedTarget } from '../../../fixtures/scripted-target.ts'
import { truthfulTarget } from '../../../site/support/truthful-target.ts'

const asks = (state: 'listening' | 'absent'): Playbook => {
  const only = step('look', {
    title: alike('Look'),
    action: run(sh\`true\`),
    checks: [exits(0), { kind: 'socket', path: text\`its.sock\`, state }],
    undo: 'nothing',
  })
  const rest = { targets: ['lab'], machine: 'none', duration: '1m', needs: [], changes: alike('Nothing.') } as const
  return { id: 'sockets', title: alike('Sockets'), ...rest, steps: [only] }
}

const opened = async (home: string): Promise<() => void> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(join(home, 'its.sock'), resolve))
  return () => server.close()
}

test('a socket on which somebody listens is seen, judged and described in each language', async () => {
  let close = (): void => undefined
  const target = scriptedTarget({ onOpen: async (folder) => void (close = await opened(join(folder, 'home'))) })
  const { report } = await executeHere(asks('absent'), { target })
  close()
  expect(report.steps[0]?.checks[1]).toEqual({
    assertion: { en: 'socket its.sock is absent', 'zh-cn': '套接字 its.sock 不存在' },
    verdict: {
      holds: false,
      saw: { en: 'listening', 'zh-cn': '正在监听' },
      expected: { en: 'absent', 'zh-cn': '不存在' },
      tries: 1,
    },
  })
})

test('a rehearsal sees what the check asks for', async () => {
  const guide = asks('listening')
  const { report } = await executeHere(guide, { target: truthfulTarget(guide) })
  expect(report.status).toBe('passed')
})
`

/** Adds the kind `socket`. */
export const addCheckKind = (folder: string): void => {
  addFiles(folder, {
    'runner/checks/socket/define.ts': define,
    'runner/checks/socket/describe.ts': describe,
    'runner/checks/socket/by-hand.ts': byHand,
    'runner/checks/socket/observe.ts': observe,
    'test/runner/checks/socket/socket.test.ts': trial,
    'test/runner/checks/cannot-look/of-sockets.ts': blindSpots,
  })
  addLine(
    folder,
    'runner/checks/world-kinds.ts',
    "'./variable/define.ts'",
    "export { socket } from './socket/define.ts'",
  )
  addLine(folder, 'test/runner/checks/cannot-look/kinds.ts', 'variable: ofVariables()', '  socket: ofSockets(),')
  addLine(
    folder,
    'test/runner/checks/cannot-look/kinds.ts',
    './of-systems.ts',
    "import { ofSockets } from './of-sockets.ts'",
  )
}
