import { equals, exits, matches, prints, run, sh, step, text, write } from '../model/index.ts'
import { built, printedId, said } from './seen.ts'

const staged = text`FROM gcc:14 AS compiler
WORKDIR /src
COPY hello.c .
RUN gcc -c hello.c
COPY words.c .
RUN gcc -static -o hello hello.o words.c

FROM scratch
COPY --from=compiler /src/hello /hello
CMD ["/hello"]
`

export const stages = step('stages', {
  title: { en: 'Add a second stage', 'zh-cn': '添加第二个阶段' },
  action: write(text`builds/Dockerfile`, staged),
  checks: [{ kind: 'file', where: 'host', path: text`builds/Dockerfile`, state: 'present', content: equals(staged) }],
  undo: run(sh`rm -f builds/Dockerfile`),
})

export const buildStages = step('build-stages', {
  title: { en: 'Build it, run it, and compare the sizes', 'zh-cn': '构建、运行并比较大小' },
  action: run(
    sh`docker build -q -t builds-app:6 builds && docker run --name builds-small builds-app:6 && docker image ls builds-app`,
  ),
  checks: [
    exits(0),
    printedId,
    prints(matches(/^Hello, Lee$/)),
    prints(matches(/^builds-app(?::|\s+)5\s.*\s\d+(?:\.\d+)?[MG]B/)),
    prints(matches(/^builds-app(?::|\s+)6\s.*\s(?:\d(?:\.\d+)?MB|\d+(?:\.\d+)?kB)/)),
    built('builds-app:6'),
    { kind: 'container', name: text`builds-small`, state: 'exited' },
    said('container', 'builds-small', '/Config/Image', equals(text`builds-app:6`)),
    said('image', 'builds-app:6', '/Config/Cmd', equals(text`["/hello"]`)),
    // In bytes: at least ten million with the compiler, less than a million without.
    {
      ...said('image', 'builds-app:5', '/Size', matches(/^\d{8,}$/)),
      mayHoldBefore: 'It is the image to compare with, which was built before.',
    },
    said('image', 'builds-app:6', '/Size', matches(/^\d{5,6}$/)),
  ],
  undo: run(sh`docker rm -f builds-small; docker rmi -f builds-app:6`),
  deadline: '6m',
})
