import { describe, expect, test } from 'vitest'
import {
  type Check,
  type Step,
  type Text,
  comesAndGoes,
  contains,
  equals,
  fromStdout,
  gone,
  prints,
  sh,
  target,
  text,
  write,
} from '../../../playbooks/model/index.ts'
import { image, packages, nginx, typing, fails, idempotent, blockedOf, isBlocked } from './typing.ts'

describe('what a blocked step would have made', () => {
  const base = sh`docker run -d --name web -p 127.0.0.1:8080:80 nginx:1.26`
  const start = typing(base)
  const url = text`http://${target.address}:8080/`

  test.each([
    ['its container', typing(sh`docker logs web`)],
    ['its container, by the engine', typing(sh`docker ps`, [{ kind: 'container', name: text`web`, state: 'running' }])],
    ['its container’s removal', typing(sh`docker container prune -f`, [gone('web')])],
    [
      'a value of its container',
      typing(sh`true`, [{ kind: 'inspect', of: 'container', name: text`web`, at: '/Id', match: contains(text`a`) }]),
    ],
    [
      'a file of its container',
      typing(sh`true`, [{ kind: 'container-file', container: text`web`, path: text`/a`, state: 'present' }]),
    ],
    ['its port', typing(sh`curl http://${target.address}:8080/`)],
    ['its port, in a list', typing(sh`boot2docker forward add "x,tcp,127.0.0.1,8080,,8080"`)],
    ['its port, by a request', typing(sh`true`, [{ kind: 'http', url, status: 200 }])],
    [
      'its port, by a request after a failure',
      typing(sh`curl http://x:8080/`, [{ kind: 'http', url, status: 401 }], fails),
    ],
    [
      'its port, by a connection',
      typing(sh`true`, [{ kind: 'port', host: text`localhost`, port: 8080, state: 'open' }]),
    ],
    ['what it would have typed', typing(sh`ps`, [prints(contains(text`127.0.0.1:8080:80 nginx:1.26`))])],
  ])('blocks steps that need it: %s', (_, user) => {
    expect(blockedOf([start, user], nginx)).toEqual([0, 1])
  })

  test.each([
    ['another container', typing(sh`docker logs web-too; docker logs my.web; cat /web`)],
    ['another port', typing(sh`curl http://localhost:80800/`)],
    ['a number that is no port', typing(sh`sleep 8080`)],
    [
      'a port where nobody is to answer',
      typing(sh`curl http://localhost:8080/`, [{ kind: 'port', host: text`x`, port: 8080, state: 'refused' }], fails),
    ],
    ['a container that is gone anyway', typing(sh`true`, [gone('web')], idempotent)],
    ['a container that comes and goes', typing(sh`true`, [comesAndGoes('web')])],
    ['a text that is short', typing(sh`ps`, [prints(contains(text`nginx`))])],
  ])('does not block others: %s', (_, other) => {
    expect(blockedOf([start, other], nginx)).toEqual([0])
  })

  test('is there again when another step makes it', () => {
    const again = typing(sh`docker run -d --name web -p 8080:80 busybox:1.37 httpd -f`)
    expect(blockedOf([start, again, typing(sh`docker logs web; curl http://localhost:8080/`)], nginx)).toEqual([0])
  })

  test('blocks nothing any more once it would have been removed', () => {
    const remove = typing(sh`docker rm -f web`, [gone('web')])
    expect(blockedOf([start, remove, typing(sh`docker ps --filter name=web`)], nginx)).toEqual([0, 1])
  })

  test('is no container when it would have been removed at its end', () => {
    expect(blockedOf([typing(sh`docker run --rm --name echo nginx:1.26`), typing(sh`echo hello`)], nginx)).toEqual([0])
  })

  test('blocks further steps through those that it blocks', () => {
    const steps = [
      start,
      typing(sh`docker rename web site`),
      typing(sh`docker commit site kate/site:1.0`, [{ kind: 'image', name: text`kate/site:1.0`, state: 'present' }]),
    ]
    expect(blockedOf([...steps, typing(sh`docker run kate/site:1.0`)], nginx)).toEqual([0, 1, 2, 3])
  })

  test('is not what was there before, in the same state', () => {
    const notes: Check = { kind: 'volume', name: text`notes`, state: 'present' }
    const steps = [typing(sh`docker volume create notes`), typing(sh`docker run -v notes:/notes nginx:1.26`, [notes])]
    expect(blockedOf([...steps, typing(sh`docker volume rm notes`)], nginx)).toEqual([1])
  })

  test('is a state that it would have changed', () => {
    const machine = (state: 'running' | 'saved' | 'poweroff'): Check => ({ kind: 'machine', name: 'vm', state })
    const resume = typing(sh`boot2docker resume; docker run nginx:1.26`, [machine('running')])
    const steps = [
      typing(sh`boot2docker up`, [machine('running')]),
      typing(sh`boot2docker save`, [machine('saved')]),
      resume,
    ]
    expect(blockedOf([...steps, typing(sh`boot2docker down`, [machine('poweroff')])], nginx)).toEqual([2, 3])
  })

  test('may be what a blocked step leaves, which keeps what is older until it is undone itself', () => {
    const choose = typing(sh`docker context use mine`)
    const make = typing(sh`docker run --name kept busybox:1.37`)
    const later = typing(sh`docker context use other`)
    const remove = typing(sh`docker rm web kept`, [], { undoes: [make] })
    const back = typing(sh`docker context use default`, [], { undoes: [choose] })
    const laterBack = typing(sh`docker context use mine`, [], { undoes: [later] })
    expect(blockedOf([start, choose, make, later, remove, laterBack, back], nginx)).toEqual([0, 4, 6])
  })

  test('may be why another step is to fail', () => {
    const inUse = typing(sh`docker volume rm notes`, [], fails)
    const create = typing(sh`docker volume create notes`)
    expect(blockedOf([create, typing(sh`docker run -v notes:/notes nginx:1.26`), inUse], nginx)).toEqual([1, 2])
    expect(blockedOf([create, typing(sh`docker run nginx:1.26`), inUse], nginx)).toEqual([1])
  })
})

describe('a saved value', () => {
  const saving = typing(sh`docker run nginx:1.26 hostname`, [], { saves: { name: fromStdout(/.+/) } })
  const ref = { from: 'step', step: saving.id, name: 'name' } as const

  test.each([
    ['in a line', typing(sh`echo ${ref}`)],
    ['in a check', typing(sh`hostname`, [prints(equals(text`${ref}`))])],
    ['in a file', { ...typing(sh`true`), action: write(text`~/name`, text`${ref}`) }],
  ])('of a blocked step blocks steps that need it: %s', (_, user) => {
    expect(blockedOf([saving, user], nginx)).toEqual([0, 1])
  })

  test('of another step blocks nobody', () => {
    expect(blockedOf([saving, typing(sh`echo ${{ ...ref, step: 'another' }}`)], nginx)).toEqual([0])
  })
})

describe('a file to build of', () => {
  const dockerfile = (content: Text): Step => ({
    ...typing(sh`true`),
    action: write(text`~/app/Dockerfile`, content),
  })
  const build = typing(sh`docker build -t app:1.0 ~/app`)
  const use = typing(sh`docker run app:1.0`)
  const apt = dockerfile(text`FROM busybox:1.37
RUN apt-get update \\
 && apt-get install -y ruby
`)

  test('is written although what it names is missing, and its build is blocked with all that uses it', () => {
    expect(blockedOf([dockerfile(text`FROM nginx:1.26`), build, use], nginx)).toEqual([1, 2])
    expect(blockedOf([apt, build, use], packages)).toEqual([1, 2])
  })

  test('is judged by the platform that it is built for', () => {
    const steps = [
      dockerfile(text`FROM busybox:1.37`),
      typing(sh`docker build --platform linux/arm64 -t app:1.0 ~/app`),
    ]
    const blocked = ['linux/amd64', 'linux/arm64'].map((platform) => blockedOf(steps, image('busybox:1.37', platform)))
    expect(blocked).toEqual([[], [1]])
  })

  test('in another folder blocks nothing', () => {
    expect(blockedOf([apt, typing(sh`docker build -t app:1.0 ~/app2`), typing(sh`ls ~/app`)], packages)).toEqual([])
  })

  test('is not needed where packages are installed directly', () => {
    expect(isBlocked(sh`docker exec web apt-get -y install ruby`, packages)).toBe(true)
    expect(isBlocked(sh`docker exec web apt-get update`, packages)).toBe(false)
  })
})

describe('without emulators', () => {
  const emulators: Check = {
    kind: 'file',
    where: 'guest',
    path: text`/proc/sys/fs/binfmt_misc/qemu-arm`,
    state: 'present',
  }
  const install = typing(sh`docker run --privileged --rm tonistiigi/binfmt:qemu-v9.2.2 --install arm`, [emulators])
  const foreign = sh`docker run --platform linux/arm/v7 busybox:1.37`

  test('another processor’s programs are blocked, but not those that are to fail, and not the engine’s own', () => {
    const steps = [
      typing(foreign),
      install,
      typing(foreign),
      typing(foreign, [], fails),
      typing(sh`docker run --platform linux/amd64 busybox:1.37`),
    ]
    expect(blockedOf(steps, image('tonistiigi/binfmt:qemu-v9.2.2'))).toEqual([1, 2])
  })
})
