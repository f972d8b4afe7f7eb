import { describe, expect, test } from 'vitest'
import { commandLine, run, sh, talk, text, write, type Action } from '../../../playbooks/model/index.ts'
import { validate } from '../../../runner/core/validate.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'

const rulesBrokenBy = (action: Action): readonly string[] =>
  validate(playbookOf(make('one', { action }))).map(
    (mistake) => mistake.replace(/^Step “one”: /, '').split(/[,:”]/)[0] ?? '',
  )
const typed = (line: string): Action => run(commandLine([line]))

describe('a command that waits is found', () => {
  test.for([
    ...['command sleep 5', 'exec sleep 5', 'sudo sleep 3', 'sudo -u me sleep 3', 'time sleep 3', 'env sleep 3'],
    ...['X=1 sleep 3', '/bin/sleep 5', String.raw`\sleep 3`, '"sleep" 3', 'usleep 500000', 'timeout 9 sleep 5'],
    ...['{ sleep 3; }', '! sleep 3', 'echo `sleep 3`', 'while sleep 1; do true; done', `bash -ec 'sleep 3'`],
    ...[
      'docker exec web sleep 5',
      'docker exec -it web sleep 5',
      'boot2docker ssh sleep 5',
      `boot2docker ssh 'sleep 5'`,
    ],
  ])('in %s', (line) => {
    expect(rulesBrokenBy(typed(line))).toEqual([expect.stringMatching(/^its command waits with “.*sleep/)])
  })

  test('in what is typed into a program', () => {
    expect(rulesBrokenBy(talk(sh`bash`, { expect: '$', send: 'sleep 5' }))).toEqual(['its command waits with “sleep 5'])
  })

  test.for([
    'docker run busybox:1.37 sleep 5',
    'docker run -d busybox:1.37 sleep infinity',
    'grep sleep x',
    'pkill sleep',
    'echo oversleep 3',
    'pgrep -f "sleep 3"',
  ])('and nothing in %s', (line) => {
    expect(rulesBrokenBy(typed(line))).toEqual([])
  })
})

describe('an image without a version is found', () => {
  test.for([
    ...['docker --context mac run nginx', 'docker -c mac run nginx', 'docker -H tcp://1.2.3.4:2376 pull nginx'],
    ...[
      'docker --host=tcp://1.2.3.4 run nginx',
      'docker -D run nginx',
      'docker service create nginx',
      'docker.exe run nginx',
    ],
  ])('in %s', (line) => {
    expect(rulesBrokenBy(typed(line))).toEqual(['the image “nginx'])
  })

  test.for([
    ...['services:\n  web:\n    image: nginx\n', 'services:\n  web:\n    image: "nginx" # the newest\n'],
    ...['FROM scratch\nCOPY --from=nginx /a /b\n', 'FROM scratch\nCOPY --chown=1:1 --from=nginx:latest /a /b\n'],
  ])('in a file: %j', (content) => {
    expect(rulesBrokenBy(write(text`a`, { pieces: [content], values: [] }))).toEqual([
      expect.stringMatching(/^the image “nginx/),
    ])
  })

  test('in what is typed into a program', () => {
    expect(rulesBrokenBy(talk(sh`bash`, { expect: '$', send: 'docker run nginx' }))).toEqual(['the image “nginx'])
  })

  test('and nothing in the stages of a build', () => {
    const content = text`FROM debian:13 AS base\nFROM debian:13\nCOPY --from=base /a /b\nCOPY --from=0 /a /b\n`
    expect(rulesBrokenBy(write(text`Dockerfile`, content))).toEqual([])
  })
})
