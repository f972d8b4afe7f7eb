import { expect, test } from 'vitest'
import { type Match, type Words, matches } from '../../../playbooks/model/index.ts'
import type { Observed } from '../../../runner/contract/observation.ts'
import type { ActualCheck, ActualWorldCheck } from '../../../runner/contract/rendered.ts'
import type { ExecResult } from '../../../runner/contract/session.ts'
import { assertion, judge, judgeCommand } from '../../../runner/checks/kinds.ts'
import type { ActualMatch } from '../../../runner/checks/match.ts'
import { inOneLine } from '../../../runner/checks/words/one-line.ts'

const state = (word: string, detail?: Words): Observed => ({
  kind: 'state',
  state: word,
  ...(detail === undefined ? {} : { detail }),
})
const absent: Observed = { kind: 'absent' }
const says = (text: string): { how: 'contains'; text: string } => ({ how: 'contains', text })

const cases: readonly (readonly [ActualWorldCheck, Observed, boolean])[] = [
  [{ kind: 'container', name: 'web', state: 'running' }, state('running'), true],
  [
    { kind: 'container', name: 'web', state: 'running' },
    state('exited', { en: 'exit code 1', 'zh-cn': '退出码 1' }),
    false,
  ],
  [{ kind: 'container', name: 'web', state: 'absent' }, state('created'), false],
  [{ kind: 'container', name: 'web', state: 'absent' }, absent, true],
  [{ kind: 'container', name: 'web', state: 'running' }, absent, false],
  [{ kind: 'image', name: 'debian:13', state: 'present' }, absent, false],
  [{ kind: 'volume', name: 'data', state: 'absent' }, absent, true],
  [
    { kind: 'published-port', container: 'web', guestPort: 80, hostPort: '8800' },
    { kind: 'value', value: '8800' },
    true,
  ],
  [
    { kind: 'published-port', container: 'web', guestPort: 80, hostPort: '8800' },
    { kind: 'absent', detail: { en: 'no port is published', 'zh-cn': '没有发布任何端口' } },
    false,
  ],
  [{ kind: 'port', host: 'localhost', port: 8800, state: 'refused' }, state('open'), false],
  [{ kind: 'port', host: 'localhost', port: 8800, state: 'silent' }, state('silent'), true],
  [
    { kind: 'http', url: 'http://a/', status: 200, body: says('nginx') },
    { kind: 'http', status: 200, body: 'Welcome to nginx!' },
    true,
  ],
  [
    { kind: 'http', url: 'http://a/', status: 200, body: says('nginx') },
    { kind: 'http', status: 200, body: '' },
    false,
  ],
  [{ kind: 'http', url: 'http://a/', status: 200 }, { kind: 'http', status: 404, body: 'no\nsuch\npage' }, false],
  [
    { kind: 'http', url: 'http://a/', status: 200 },
    state('refused', { en: 'ECONNREFUSED', 'zh-cn': 'ECONNREFUSED' }),
    false,
  ],
  [{ kind: 'http', url: 'http://a/', status: 200 }, state('closed'), false],
  [{ kind: 'http', url: 'http://a/', status: 200, body: says('nginx') }, { kind: 'http', status: 200 }, false],
  [{ kind: 'engine', endpoint: 'tcp://a:2376', state: 'silent' }, state('answers'), false],
  [
    { kind: 'file', where: 'host', path: 'a', state: 'present', content: { how: 'equals', text: 'hi' } },
    { kind: 'content', content: 'hi\n' },
    true,
  ],
  [
    { kind: 'file', where: 'guest', path: 'a', state: 'present', content: { how: 'equals', text: 'hi' } },
    absent,
    false,
  ],
  [{ kind: 'file', where: 'guest', path: 'a', state: 'absent' }, { kind: 'content', content: 'hi' }, false],
  [{ kind: 'folder', where: 'guest', path: '/a', state: 'present' }, state('empty'), true],
  [
    { kind: 'folder', where: 'guest', path: '/a', state: 'empty' },
    state('present', { en: '3 entries', 'zh-cn': '共 3 项' }),
    false,
  ],
  [{ kind: 'process', where: 'guest', command: 'dockerd', state: 'running' }, absent, false],
  [{ kind: 'machine', name: 'boot2docker-vm', state: 'saved' }, state('running'), false],
  [{ kind: 'name', name: 'dockerhost', address: '192.168.59.103' }, absent, false],
  [{ kind: 'name', name: 'dockerhost', address: 'none' }, absent, true],
  [{ kind: 'name', name: 'dockerhost', address: 'none' }, { kind: 'address', address: '10.0.0.1' }, false],
  [{ kind: 'route', to: '192.168.59.103', device: 'utun0' }, { kind: 'device', device: 'vboxnet0' }, false],
  [{ kind: 'network', name: 'app', state: 'present' }, absent, false],
  [
    { kind: 'context', name: 'mine', state: 'present', content: { how: 'equals', text: 'tcp://a:2376' } },
    { kind: 'content', content: 'tcp://a:2376' },
    true,
  ],
  [{ kind: 'context', name: 'mine', state: 'present' }, absent, false],
  [
    { kind: 'inspect', of: 'container', name: 'web', at: '/State/ExitCode', match: { how: 'equals', text: '137' } },
    { kind: 'value', value: '137' },
    true,
  ],
  [
    { kind: 'inspect', of: 'container', name: 'web', at: '/State/ExitCode', match: { how: 'equals', text: '137' } },
    { kind: 'value', value: '0' },
    false,
  ],
  [
    { kind: 'inspect', of: 'image', name: 'app', at: '/Config/Labels/by', match: 'absent' },
    { kind: 'nothing', at: '/Config/Labels/by' },
    true,
  ],
  [{ kind: 'inspect', of: 'image', name: 'app', at: '/Config/Labels/by', match: 'absent' }, absent, false],
  [
    { kind: 'inspect', of: 'image', name: 'app', at: '/Config/Labels/by', match: says('me') },
    { kind: 'nothing', at: '/Config/Labels/by' },
    false,
  ],
  [
    { kind: 'container-file', container: 'web', path: '/a', state: 'present', content: says('hi') },
    { kind: 'content', content: 'hi' },
    true,
  ],
  [{ kind: 'container-file', container: 'web', path: '/a', state: 'present' }, absent, false],
  [
    { kind: 'http', url: 'http://a/', status: 200, login: { user: 'ann', password: 'secret' } },
    { kind: 'http', status: 401, body: '' },
    false,
  ],
  [{ kind: 'variable', name: 'DOCKER_HOST', match: says('2376') }, { kind: 'value', value: 'tcp://a:2376' }, true],
  [{ kind: 'variable', name: 'DOCKER_HOST', match: says('2376') }, absent, false],
  [{ kind: 'variable', name: 'DOCKER_HOST', match: 'unset' }, { kind: 'value', value: 'tcp://a:2376' }, false],
  [{ kind: 'variable', name: 'DOCKER_HOST', match: 'unset' }, absent, true],
  [{ kind: 'variable', name: 'DOCKER_HOST', match: 'unset' }, { kind: 'value', value: 'unset' }, false],
  [{ kind: 'variable', name: 'DOCKER_HOST', match: says('unset') }, { kind: 'value', value: 'unset' }, true],
  [{ kind: 'file', where: 'host', path: 'a', state: 'absent' }, absent, true],
  [{ kind: 'route', to: '192.168.59.103', device: 'utun0' }, absent, false],
  [{ kind: 'engine', endpoint: 'tcp://a:2376', state: 'silent' }, state('silent'), true],
  [{ kind: 'machine', name: 'boot2docker-vm', state: 'absent' }, absent, true],
]

test.for(cases)('%j seen as %j', ([check, seen, holds]) => {
  const judgement = judge(check, seen)
  expect(judgement.holds).toBe(holds)
  expect({ assertion: assertion(check), ...judgement }).toMatchSnapshot()
})

const result = (more: Partial<ExecResult>): ExecResult => ({
  exitCode: 0,
  ended: 'by-itself',
  stdout: '',
  stderr: '',
  milliseconds: 1,
  ...more,
})

// A pattern has no texts to be rendered.
const pattern = (regExp: RegExp): ActualMatch => matches(regExp) as ActualMatch & Match

const inWords: readonly (readonly [
  Extract<ActualCheck, { kind: 'exit-code' | 'output' }>,
  Partial<ExecResult>,
  boolean,
])[] = [
  [{ kind: 'exit-code', equals: 0 }, { exitCode: 0 }, true],
  [{ kind: 'exit-code', equals: 0 }, { exitCode: 125 }, false],
  [{ kind: 'exit-code', equals: 0 }, { exitCode: null, ended: 'deadline' }, false],
  [{ kind: 'output', stream: 'stdout', match: { how: 'equals', text: 'web' } }, { stdout: 'web\n' }, true],
  [{ kind: 'output', stream: 'stdout', match: { how: 'equals', text: 'web' } }, { stdout: ' web\n' }, false],
  [{ kind: 'output', stream: 'stderr', match: { how: 'excludes', text: 'error' } }, { stderr: 'an error' }, false],
  [{ kind: 'output', stream: 'stdout', match: { how: 'matches', pattern: '^web$' } }, { stdout: 'a\nweb\nb' }, true],
  [{ kind: 'output', stream: 'stdout', match: { how: 'contains', text: 'web' } }, {}, false],
  [{ kind: 'output', stream: 'stdout', match: pattern(/^WEB$/) }, { stdout: 'web' }, false],
  [{ kind: 'output', stream: 'stdout', match: pattern(/^WEB$/i) }, { stdout: 'a\nweb' }, true],
]

test.for(inWords)('%j after %j', ([check, ended, holds]) => {
  const judgement = judgeCommand(check, result(ended))
  expect(judgement.holds).toBe(holds)
  expect({ assertion: assertion(check), ...judgement }).toMatchSnapshot()
})

test('a long text is cut in its middle and put on one line', () => {
  expect(inOneLine(`begin\n${'x'.repeat(500)}\nend\n`, 20)).toBe('begin ⏎ xx … xxxx ⏎ end')
})
