import { expect, test } from 'vitest'
import { powershell, run, sh, talk, target, text, write } from '../../../playbooks/model/index.ts'
import {
  actionText,
  actualSpelling,
  render,
  renderAction,
  renderCheck,
  savedKey,
  shownAction,
  shownSpelling,
} from '../../../runner/core/render.ts'

const port = { from: 'step', step: 'start', name: 'port' } as const
const spelling = { address: '"$(boot2docker ip)"', user: 'docker', dockerHost: '"$DOCKER_HOST"' }
const actual = actualSpelling({
  facts: { address: '192.168.59.103' },
  saved: new Map([[savedKey('start', 'port'), '32 768']]),
})
const shown = shownSpelling(spelling)

const line = sh`curl -s ${target.address}:${port} -H ${'X: 1'}`
const url = text`http://${target.address}:${port}/`

test.for([
  ['a command as it runs', line, 'command', actual, "curl -s 192.168.59.103:'32 768' -H 'X: 1'"],
  ['a command as it is shown', line, 'command', shown, `curl -s "$(boot2docker ip)":‹port› -H 'X: 1'`],
  ['an address as it is used', url, 'text', actual, 'http://192.168.59.103:32 768/'],
  ['an address as it is shown', url, 'text', shown, 'http://$(boot2docker ip):‹port›/'],
  ['no holes', sh`echo '\n'`, 'command', actual, String.raw`echo '\n'`],
] as const)('%s', ([, given, use, spell, expected]) => {
  expect(render(given, use, spell)).toBe(expected)
})

test('a value that was never saved is an error, not an empty word', () => {
  const gone = { from: 'step', step: 'start', name: 'gone' } as const
  expect(() => render(sh`docker rm -f ${gone}`, 'command', actual)).toThrowErrorMatchingInlineSnapshot(
    `[RunnerError: The value “gone” of step “start” was not saved.]`,
  )
})

test('a line of PowerShell quotes its values as PowerShell does, and stays a line of PowerShell', () => {
  const action = powershell(sh`Set-Content -Path key -Value ${port} -Encoding ${'it’s'}`)
  expect(renderAction(action, actual)).toEqual({
    kind: 'command',
    line: "Set-Content -Path key -Value '32 768' -Encoding 'it’’s'",
    where: 'guest',
    shell: 'powershell',
  })
  expect(shownAction(action, spelling)).toBe("Set-Content -Path key -Value '‹port›' -Encoding 'it’’s'")
  expect(shownAction(powershell(sh`Test-Connection ${target.address}`), spelling)).toBe("Test-Connection '‹address›'")
})

test('every kind of action is shown by what is executed', () => {
  const file = write(text`~/${port}/Dockerfile`, text`FROM debian:13\nEXPOSE ${port}`)
  expect([
    actionText(renderAction(run(line), actual)),
    actionText(renderAction(talk(sh`docker run -it ${'a b'}`, { expect: '#', send: 'exit' }), actual)),
    actionText(renderAction(file, actual)),
    shownAction(file, spelling),
    shownAction({ kind: 'by-hand', instruction: { en: 'Click Install.', 'zh-cn': '点击“安装”。' } }, spelling),
  ]).toEqual([
    "curl -s 192.168.59.103:'32 768' -H 'X: 1'",
    "docker run -it 'a b'",
    '# ~/32 768/Dockerfile\nFROM debian:13\\nEXPOSE 32 768',
    '# ~/‹port›/Dockerfile\nFROM debian:13\\nEXPOSE ‹port›',
    'Click Install.',
  ])
  expect(
    shownAction({ kind: 'by-hand', instruction: { en: 'Click Install.', 'zh-cn': '点击“安装”。' } }, spelling, 'zh-cn'),
  ).toBe('点击“安装”。')
})

test('texts anywhere in a check are rendered, its other parts stay', () => {
  const check = {
    kind: 'http',
    url,
    status: 200,
    within: '5s',
    body: { how: 'contains', text: text`port ${port}` },
  } as const
  expect(renderCheck(check, actual)).toEqual({
    kind: 'http',
    url: 'http://192.168.59.103:32 768/',
    status: 200,
    within: '5s',
    body: { how: 'contains', text: 'port 32 768' },
  })
})
