import { describe, expect, test } from 'vitest'
import { sh, type Step, text, type Text, write } from '../../../playbooks/model/index.ts'
import { stepsWithout } from '../../../runner/core/unavailable.ts'
import { stepOnTarget } from '../../../runner/core/plan.ts'
import { image, nginx, typing, blockedOf, isBlocked } from './typing.ts'

const writing = (path: Text, content: Text): Step => typing(sh`true`, [], { action: write(path, content) })

describe('a missing image', () => {
  test.each([
    sh`docker run nginx:1.26`,
    sh`docker run -d -p 80:80 --name web nginx:1.27-alpine nginx -t`,
    sh`docker create nginx:1.26`,
    sh`docker container run nginx:1.26`,
    sh`docker pull nginx@sha256:0`,
    sh`docker image pull docker.io/library/nginx:1.26`,
    sh`true && docker run "nginx:1.26"`,
  ])('blocks steps that pull it: $pieces', (line) => {
    expect(isBlocked(line, nginx)).toBe(true)
  })

  test.each([
    sh`docker run mynginx:1.26`,
    sh`docker run nginx-extra:1.26`,
    sh`docker run someone/nginx:1.26`,
    sh`docker run registry.example:5000/nginx:1.26`,
    sh`docker run nginx.example:1.26`,
    sh`docker run busybox:1.37 nginx -t`,
    sh`docker search nginx`,
    sh`docker exec web cat /etc/nginx/nginx.conf`,
    sh`echo nginx:1.26`,
  ])('does not block what is only called alike: $pieces', (line) => {
    expect(isBlocked(line, nginx)).toBe(false)
  })

  test.each([
    ['without a platform', sh`docker run busybox:1.37`, [true, false]],
    ['for its own platform', sh`docker run --platform linux/amd64 busybox:1.37`, [true, false]],
    ['for another platform', sh`docker run --platform=linux/arm64 busybox:1.37`, [false, true]],
    ['for a third platform', sh`docker run --platform linux/s390x busybox:1.37`, [false, false]],
    ['for two platforms', sh`docker build --platform linux/amd64,linux/arm64 - <<<'FROM busybox:1.37'`, [true, true]],
    ['under the name of one platform', sh`docker run arm64v8/busybox:1.37`, [false, false]],
  ])('of one platform is judged by what is asked for: %s', (_, line, expected) => {
    const blocked = ['linux/amd64', 'linux/arm64'].map((platform) => isBlocked(line, image('busybox:1.37', platform)))
    expect(blocked).toEqual(expected)
  })

  test('is the reason of each step that it blocks', () => {
    const steps = [
      typing(sh`docker run --name web nginx:1.26`),
      typing(sh`docker logs web`),
      typing(sh`docker run busybox:1.37`),
    ]
    const planned = steps.map((each) => stepOnTarget(each, 'lab'))
    expect([...stepsWithout(planned, [nginx, image('busybox:1.37')]).values()]).toEqual(
      [nginx, nginx, image('busybox:1.37')].map((each) => each.problem),
    )
  })

  test.each([
    ['the Dockerfile of the folder', sh`docker build -t app site`, [true, false]],
    ['the file that -f names', sh`docker build -f site/small.Dockerfile -t app site`, [false, true]],
  ])('blocks a build by what %s begins with', (_, line, expected) => {
    const written = [
      writing(text`site/Dockerfile`, text`FROM nginx:1.26`),
      writing(text`site/small.Dockerfile`, text`FROM busybox:1.37`),
      writing(text`site/.dockerignore`, text`.git`),
    ]
    const steps = [...written, typing(line)]
    const blocked = [nginx, image('busybox:1.37')].map((missing) => blockedOf(steps, missing).includes(written.length))
    expect(blocked).toEqual(expected)
  })

  test('blocks what opens a port of its container, also where one that is gone had published the same', () => {
    const steps = [
      typing(sh`docker run -d --name first -p 8081:80 busybox:1.37 httpd -f`),
      typing(sh`curl http://localhost:8081/`),
      typing(sh`docker rm -f first`, [{ kind: 'container', name: text`first`, state: 'absent' }]),
      typing(sh`docker run -d --name second -p 8081:80 nginx:1.26`),
      typing(sh`curl http://localhost:8081/`),
    ]
    expect(blockedOf(steps, nginx)).toEqual([3, 4])
  })

  test('blocks nothing when nothing is missing', () => {
    expect(blockedOf([typing(sh`docker run nginx:1.26`)])).toEqual([])
  })

  test('that is named by a check alone blocks nothing', () => {
    expect(
      blockedOf([typing(sh`docker images`, [{ kind: 'image', name: text`nginx:1.26`, state: 'absent' }])], nginx),
    ).toEqual([])
  })
})

describe('a local image', () => {
  const arm = image('busybox:1.37', 'linux/arm64')
  const look = typing(sh`docker image inspect busybox:1.37`)

  test('is there when another platform’s was fetched', () => {
    expect(blockedOf([typing(sh`docker pull busybox:1.37`), look], arm)).toEqual([])
  })

  test('is not there when it was not fetched, until somebody fetches another platform’s', () => {
    const steps = [
      typing(sh`docker pull --platform linux/arm64 busybox:1.37`),
      look,
      typing(sh`docker pull busybox:1.37`),
      look,
    ]
    expect(
      blockedOf(
        steps.map((each, place) => ({ ...each, id: `${place}` })),
        arm,
      ),
    ).toEqual([0, 1])
  })
})
