import { describe, expect, test } from 'vitest'
import { playbooks } from '../../fixtures/all-guides.ts'
import { boot2docker } from '../../../playbooks/boot2docker.ts'
import { type Pasted, type PasteVerdict, judgePasted } from '../../../site/paste/judge.ts'
import { pasteGuide } from '../../../site/paste/paste-guide.ts'
import { validEvidence } from '../../../site/evidence/kept.ts'
import { cutOf } from '../../../site/recording/cut.ts'

const guide = pasteGuide(boot2docker)
const judge = (step: string, pasted: Partial<Pasted>): readonly PasteVerdict[] =>
  judgePasted(guide, step, { main: '', looks: new Map(), values: new Map(), ...pasted }).verdicts

const kinds = (step: string, pasted: Partial<Pasted>): readonly string[] => judge(step, pasted).map(({ kind }) => kind)

const client = 'Client:\n Version: 28.5\n API version: 1.51\n'
const code = (printed: string): Pick<Pasted, 'looks'> => ({ looks: new Map([['echo $?', printed]]) })
const unreachable = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'

describe('what was pasted', () => {
  test('is judged by the checks of the step, with its exit code from the same terminal or alone', () => {
    const main = `$ docker version\n${client}${unreachable}\n`
    expect(kinds('no-engine', { main: `${main}$ echo $?\n1\n` }).slice(0, 4)).toEqual(Array(4).fill('matches'))
    expect(kinds('no-engine', { main, ...code('1') }).slice(0, 4)).toEqual(Array(4).fill('matches'))
    expect(judge('no-engine', { main, ...code('0') })[0]).toEqual({
      kind: 'differs',
      saw: { en: 'exit code 0', 'zh-cn': '退出码 0' },
      expected: { en: 'exit code 1', 'zh-cn': '退出码 1' },
    })
  })

  test('says nothing of an exit code that is not that of the step’s command', () => {
    const main = '$ boot2docker up\nWaiting\n$ boot2docker status\nrunning\n$ echo $?\n0\n'
    expect(judge('up', { main })[0]).toEqual({ kind: 'not-pasted', looks: [{ line: 'echo $?' }] })
  })

  test('shows what only another command does when that was pasted too, alone or in the same terminal', () => {
    const line = 'boot2docker status'
    const alone = { main: '$ boot2docker up\n', looks: new Map([[line, '$ boot2docker status\npoweroff\n$ ']]) }
    expect(judge('up', { main: '$ boot2docker up\n' })[2]).toEqual({ kind: 'not-pasted', looks: [{ line }] })
    expect(judge('up', alone)[2]).toMatchObject({ kind: 'differs', saw: { en: '“poweroff”' } })
    expect(judge('up', { main: '$ boot2docker up\n$ boot2docker status\nrunning\n' })[2]?.kind).toBe('matches')
  })

  test('needs the output of the step’s command for checks of that', () => {
    expect(judge('up', { main: '$ boot2docker status\nrunning\n' })[1]).toEqual({ kind: 'no-output' })
  })

  test('is compared with values that only the terminal knows once these are known', () => {
    const main = '$ boot2docker ip\n192.168.59.103\n'
    const known = (address: string): Pasted['values'] => new Map([['target.address', address]])
    expect(judge('address', { main })[1]).toEqual({ kind: 'unknown-value', keys: ['target.address'] })
    expect(judge('address', { main, values: known('192.168.59.103') })[1]?.kind).toBe('matches')
    expect(judge('address', { main, values: known('10.0.0.1') })[1]?.kind).toBe('differs')
  })

  test('is not decided where both streams may be in it', () => {
    const values = new Map([['target.address', '192.168.59.103']])
    expect(judge('address', { main: '$ boot2docker ip\nwarning\n192.168.59.103\n', values })[1]).toEqual({
      kind: 'mixed',
    })
  })

  test('gives the values that later steps use', () => {
    const pasted = {
      main: '$ docker port anyport 80\n0.0.0.0:32768\n',
      looks: new Map(),
      values: new Map(),
    }
    expect([...judgePasted(guide, 'read-port', pasted).saved]).toEqual([['read-port.port', '32768']])
  })
})

/** What the terminals of the last proven runs really showed. */
const recorded = playbooks.flatMap((playbook) => {
  const cast = validEvidence(playbook.id, playbook.targets[0])?.cast
  return cast === undefined ? [] : [{ playbook, cast }]
})

test('each recorded output of a proven run matches each check of the output, or cannot be decided', () => {
  let matching = 0
  const wrong = recorded.flatMap(({ playbook, cast }) => {
    const checks = pasteGuide(playbook)
    return playbook.steps.flatMap(({ id }) => {
      const main = (cutOf(cast, [id])?.pieces ?? []).map(({ text }) => text).join('')
      const none = { looks: new Map(), values: new Map() }
      const { verdicts } = judgePasted(checks, id, { main, ...none })
      matching += verdicts.filter(({ kind }) => kind === 'matches').length
      return verdicts.flatMap((verdict) => (verdict.kind === 'differs' ? [[playbook.id, id, verdict.saw.en]] : []))
    })
  })
  expect(wrong).toEqual([])
  if (recorded.length > 0) expect(matching).toBeGreaterThan(10 * recorded.length)
})
