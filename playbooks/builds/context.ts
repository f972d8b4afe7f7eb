import { complains, equals, excludes, exits, matches, prints, run, sh, step, text, write } from '../model/index.ts'
import { built, said } from './seen.ts'

const program = text`#include <stdio.h>

extern const char words[];

int main(void) {
  puts(words);
  return 0;
}
`

export const hello = step('hello', {
  title: { en: 'Write a program', 'zh-cn': '写一个程序' },
  action: write(text`builds/hello.c`, program),
  checks: [{ kind: 'file', where: 'host', path: text`builds/hello.c`, state: 'present', content: equals(program) }],
  undo: run(sh`rm -rf builds`),
})

/** The file that changes from build to build. */
export const wordsFile = text`builds/words.c`
export const forKate = text`const char words[] = "Hello, Kate";`

export const words = step('words', {
  title: { en: 'Write what it prints into a file of its own', 'zh-cn': '把它要打印的内容写进单独的文件' },
  action: run(sh`echo 'const char words[] = "Hello, Kate";' > builds/words.c`),
  checks: [exits(0), { kind: 'file', where: 'host', path: wordsFile, state: 'present', content: equals(forKate) }],
  undo: run(sh`rm -f builds/words.c`),
})

const copiesAll = text`FROM gcc:14
WORKDIR /src
COPY . .
RUN gcc -c hello.c
RUN gcc -static -o hello hello.o words.c
CMD ["/src/hello"]
`

export const dockerfile = step('dockerfile', {
  title: { en: 'Write a Dockerfile', 'zh-cn': '编写 Dockerfile' },
  action: write(text`builds/Dockerfile`, copiesAll),
  checks: [
    { kind: 'file', where: 'host', path: text`builds/Dockerfile`, state: 'present', content: equals(copiesAll) },
  ],
  undo: run(sh`rm -f builds/Dockerfile`),
})

const password = text`PASSWORD=open-sesame`

export const clutter = step('clutter', {
  title: { en: 'Put a password and a large file beside it', 'zh-cn': '在旁边放一个密码文件和一个大文件' },
  action: run(
    sh`echo PASSWORD=open-sesame > builds/.env && yes video | head -c 5000000 > builds/video.mp4 && wc -c builds/video.mp4`,
  ),
  checks: [
    exits(0),
    prints(matches(/^\s*5000000 builds\/video\.mp4$/)),
    { kind: 'file', where: 'host', path: text`builds/.env`, state: 'present', content: equals(password) },
    { kind: 'file', where: 'host', path: text`builds/video.mp4`, state: 'present' },
  ],
  undo: run(sh`rm -f builds/.env builds/video.mp4`),
})

const runsHello = (image: string) => [
  built(image),
  said('image', image, '/Config/Cmd', equals(text`["/src/hello"]`)),
  said('image', image, '/Config/WorkingDir', equals(text`/src`)),
]

export const sendAll = step('send-all', {
  title: { en: 'Build an image', 'zh-cn': '构建镜像' },
  action: run(sh`docker build --progress=plain -t builds-app:1 builds`),
  checks: [
    exits(0),
    complains(matches(/^#\d+ \[1\/5\] FROM \S*\bgcc:14@sha256:[0-9a-f]{64}$/)),
    complains(matches(/^#\d+ transferring context: 5\.\d+MB/)),
    complains(matches(/^#\d+ \[5\/5\] RUN gcc -static -o hello hello\.o words\.c$/)),
    ...runsHello('builds-app:1'),
  ],
  undo: run(sh`docker rmi -f builds-app:1`),
  deadline: '10m',
})

export const lookAll = step('look-all', {
  title: { en: 'Look into the image: the password is in it', 'zh-cn': '看看镜像里面：密码也在其中' },
  action: run(sh`docker run --name builds-all builds-app:1 ls -A`),
  checks: [
    exits(0),
    prints(matches(/^\.env$/)),
    prints(matches(/^video\.mp4$/)),
    said('container', 'builds-all', '/Config/Image', equals(text`builds-app:1`)),
    {
      kind: 'container-file',
      container: text`builds-all`,
      path: text`/src/.env`,
      state: 'present',
      content: equals(password),
    },
  ],
  undo: run(sh`docker rm -f builds-all`),
})

const ignored = text`.env
*.mp4
*Dockerfile
`

export const ignore = step('ignore', {
  title: { en: 'Say what must not be sent', 'zh-cn': '写明哪些文件不能发送' },
  action: write(text`builds/.dockerignore`, ignored),
  checks: [
    { kind: 'file', where: 'host', path: text`builds/.dockerignore`, state: 'present', content: equals(ignored) },
  ],
  undo: run(sh`rm -f builds/.dockerignore`),
})

export const sendLess = step('send-less', {
  title: { en: 'Build again: a few bytes are sent', 'zh-cn': '再次构建：只发送很少的字节' },
  action: run(sh`docker build --progress=plain -t builds-app:2 builds`),
  checks: [
    exits(0),
    complains(matches(/^#\d+ \[internal\] load build context\n(?:#\d+ .*\n)*?#\d+ transferring context: \d+B/)),
    complains(excludes(text`MB`)),
    ...runsHello('builds-app:2'),
  ],
  undo: run(sh`docker rmi -f builds-app:2`),
  deadline: '6m',
})

export const lookLess = step('look-less', {
  title: { en: 'Look again: only the program is in it', 'zh-cn': '再看一次：里面只有程序' },
  action: run(sh`docker run --name builds-less builds-app:2 ls -A`),
  checks: [
    exits(0),
    prints(matches(/^hello\.c$/)),
    prints(excludes(text`.env`)),
    prints(excludes(text`video.mp4`)),
    said('container', 'builds-less', '/Config/Image', equals(text`builds-app:2`)),
    { kind: 'container-file', container: text`builds-less`, path: text`/src/hello.c`, state: 'present' },
    {
      ...{ kind: 'container-file', container: text`builds-less`, path: text`/src/.env`, state: 'absent' },
      mayHoldBefore: 'Before the step, there is no container, and so no file in it.',
    },
  ],
  undo: run(sh`docker rm -f builds-less`),
})
