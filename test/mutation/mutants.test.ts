import { expect, test } from 'vitest'
import { playbooks } from '../fixtures/all-guides.ts'
import { commandLine, run, sh, talk, text, write, type Action } from '../../playbooks/model/index.ts'
import { stepOnTarget } from '../../runner/core/plan.ts'
import { render, actualSpelling } from '../../runner/core/render.ts'
import { mutantsOf } from './mutants.ts'
import { onlyLooks } from './only-looks.ts'

const names = (action: Action, most?: number): readonly string[] =>
  mutantsOf({ action }, most).mutants.map(({ name }) => name)

test('each thing that a person can get wrong in a docker run is a mutant', () => {
  const found = names(run(sh`docker run -d -p 8800:80 --name web nginx:1.26`))
  for (const line of [
    'nothing: true',
    'swap: docker run -d -p 80:8800 --name web nginx:1.26',
    'drop-flag: docker run -p 8800:80 --name web nginx:1.26',
    'drop-flag: docker run -d --name web nginx:1.26',
    'drop-flag: docker run -d -p 8800:80 nginx:1.26',
    'other-image: docker run -d -p 8800:80 --name web busybox:1.37',
    'other-tag: docker run -d -p 8800:80 --name web nginx:1.27',
    'rename: docker run -d -p 8800:80 --name wec nginx:1.26',
    'other-tag: docker run -d -p 8800:80 --name web nginy:1.26',
    'other-number: docker run -d -p 8801:80 --name web nginx:1.26',
    'other-number: docker run -d -p 8800:81 --name web nginx:1.26',
    'neighbour: docker create -d -p 8800:80 --name web nginx:1.26',
    'drop-argument: docker run -d -p 8800:80 --name web',
  ])
    expect(found).toContain(line)
})

test('the most significant come first, and a cap leaves no kind out', () => {
  const few = names(run(sh`docker run -d -p 8800:80 --name web -e A=b -v data:/data nginx:1.26 cat /data/file`), 8)
  expect(few.map((name) => name.replace(/:.*/s, ''))).toEqual([
    'nothing',
    'swap',
    'swap',
    'drop-flag',
    'drop-flag',
    'other-image',
    'rename',
    'rename',
  ])
})

test('what is in $(…), in sh -c and inside a container is mutated as the command that it is', () => {
  expect(names(run(sh`eval "$(boot2docker shellinit)"`))).toContain('neighbour: eval "$(boot2docker ip)"')
  expect(names(run(sh`docker exec web sh -c 'echo one >/two'`))).toEqual(
    expect.arrayContaining([
      `rename: docker exec web sh -c 'echo onf >/two'`,
      `rename: docker exec web sh -c 'echo one >/twp'`,
    ]),
  )
  expect(names(run(sh`docker run --rm busybox:1.37 ls -A /site`))).toContain(
    'drop-flag: docker run --rm busybox:1.37 ls /site',
  )
})

test('a part of a line of several commands can be left out', () => {
  expect(names(run(sh`cd /tmp && touch a`))).toEqual(
    expect.arrayContaining(['nothing: true && touch a', 'nothing: cd /tmp && true']),
  )
})

test('addresses and ports of a URL become others', () => {
  expect(names(run(sh`curl http://192.168.59.103:8800/a`))).toEqual(
    expect.arrayContaining([
      'other-address: curl http://192.168.59.104:8800/a',
      'other-number: curl http://192.168.59.103:8801/a',
      'rename: curl http://192.168.59.103:8800/b',
    ]),
  )
})

test('what means the same is left out, with its reason', () => {
  const { mutants, leftOut } = mutantsOf({ action: run(sh`curl -s http://localhost/`) })
  expect(leftOut).toEqual([
    { name: 'drop-flag: curl http://localhost/', because: expect.stringContaining('standard error') as string },
  ])
  expect(mutants.map(({ name }) => name)).not.toContain('drop-flag: curl http://localhost/')
})

test('a file is emptied, put elsewhere, and loses or changes a line', () => {
  const found = names(
    write(
      text`~/app/Dockerfile`,
      text`FROM debian:13
CMD ["ls"]
`,
    ),
  )
  expect(found).toEqual([
    'nothing: the file is empty',
    'rename: ~/app/Dockerfilf',
    'rename: FROM debiao:13',
    'other-number: FROM debian:14',
    'drop-line: without “FROM debian:13”',
    'drop-line: without “CMD ["ls"]”',
    'rename: CMD ["lt"]',
  ])
})

test('what is typed in a conversation is mutated too', () => {
  const found = names(
    talk(
      sh`docker run -it --name box busybox:1.37`,
      { expect: '#', send: 'touch /here' },
      { expect: '#', send: 'exit' },
    ),
  )
  expect(found).toEqual(
    expect.arrayContaining([
      'drop-answer: “touch /here” is not typed',
      'rename: “touch /herf” is typed',
      'drop-flag: docker run --name box busybox:1.37',
    ]),
  )
})

test('a value that is known only when the guide runs stays a value, quoted by the one function that does so', () => {
  const line = sh`docker port ${'web server'} 80/tcp`
  const [dropped] = mutantsOf({ action: run(line) }).mutants.filter(({ name }) => name.startsWith('other-number'))
  if (dropped?.action.kind !== 'command') throw new Error('no such mutant')
  expect(render(dropped.action.line, 'command', actualSpelling({ facts: {}, saved: new Map() }))).toBe(
    `docker port 'web server' 81/tcp`,
  )
})

test('every command of every guide has a mutant, and none is the right command', () => {
  for (const playbook of playbooks) {
    for (const step of playbook.steps
      .map((each) => stepOnTarget(each, 'lab'))
      .filter(({ action }) => action.kind !== 'by-hand')) {
      const { mutants } = mutantsOf(step)
      expect(mutants.length, step.id).toBeGreaterThan(0)
      expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
      for (const { action } of mutants) expect(action).not.toEqual(step.action)
      expect(mutantsOf(step)).toEqual(mutantsOf(step))
    }
  }
})

test('what certainly changes nothing is known, and nothing else is', () => {
  const looks = (line: string): boolean => onlyLooks({ action: run(commandLine([line])) })
  expect(
    ['true', 'docker ps -a', 'docker image inspect x', 'curl -s http://x/ | grep y', 'boot2docker ip'].filter(
      (line) => !looks(line),
    ),
  ).toEqual([])
  const changing = [
    'docker run x',
    'docker ps >file',
    'A=b',
    'export A=b',
    'curl -o file http://x/',
    'docker container prune -f',
    'cd /tmp',
    'boot2docker up',
    'true; rm x',
    'eval "$(boot2docker shellinit)"',
    'docker image rm x',
  ]
  expect(changing.filter(looks)).toEqual([])
})
