import { expect, test } from 'vitest'
import { byHand, exits, powershell, sh, talk, text, write, writeInside } from '../../../playbooks/model/index.ts'
import { catalogue, loaded } from '../../fixtures/guides.ts'
import { shipshapeHere } from '../../fixtures/in-process.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'

test('each kind of action is shown with where it happens and what is typed', async () => {
  const says = [
    { expect: '$ ', send: 'ls' },
    { expect: '> ', send: '' },
    { expect: '$ ', send: '^D' },
  ] as const
  const inVm = { kind: 'command', where: 'guest', line: sh`rm -rf /home/docker/app` } as const
  const guide = playbookOf(
    make('asks', { action: talk(sh`docker run -it busybox:1.37 sh`, ...says), undo: inVm }),
    make('writes', {
      action: write(
        text`~/app/page`,
        text`One
Two
`,
      ),
      undo: writeInside(text`/tmp/x`, text`three`),
    }),
    make('in-windows', { action: powershell(sh`Get-Service docker`), undo: 'nothing' }),
    make('fails', { action: inVm, expectFailure: { kind: 'exits', code: 1 }, checks: [exits(1)] }),
    make('clicks', {
      action: byHand({ en: 'Press Install.', 'zh-cn': '点击“安装”。' }),
      checks: [fileIs('clicks', 'present')],
    }),
  )
  const own = { ...catalogue, guides: () => Promise.resolve(loaded(guide)) }
  expect((await shipshapeHere(['show', guide.id], {}, own)).stdout).toMatchSnapshot()
  expect(JSON.parse((await shipshapeHere(['show', guide.id, '--json'], {}, own)).stdout)).toMatchSnapshot()
})

test('a guide is printed for who types it, as Markdown and as a script', async () => {
  const guide = playbookOf(make('one'), make('two'))
  const own = { ...catalogue, guides: () => Promise.resolve(loaded(guide)) }
  const markdown = (await shipshapeHere(['show', guide.id, 'two', '--markdown'], {}, own)).stdout
  expect(markdown).toContain('### Step 2: Make two\n\n```sh\necho making two; touch two\n```\n')
  expect(markdown).toContain('# file two on this computer is present\nls -l two\n# shows a match of: /^-/\n')
  expect(markdown).not.toContain('Make one')
  const script = (await shipshapeHere(['show', guide.id, '--script'], {}, own)).stdout
  expect(script).toMatch(/^#!\/usr\/bin\/env bash\n/)
  expect(script).toContain('\nstep \'Step 1: Make one\'\n{\necho making one; touch one\n} >"$out" 2>"$err"; code=$?\n')
})
