import {
  complains,
  equals,
  exits,
  matches,
  perTarget,
  run,
  sh,
  step,
  text,
  write,
  type Checks,
} from '../model/index.ts'
import { wordsFile } from './context.ts'
import { built, printedId, said } from './seen.ts'

const forGordon = text`const char words[] = "Hello, Gordon";`
const forLee = text`const char words[] = "Hello, Lee";`

const rebuiltAll: Checks = [
  exits(0),
  { kind: 'file', where: 'host', path: wordsFile, state: 'present', content: equals(forGordon) },
  complains(matches(/^#(\d+) \[2\/5\] WORKDIR \/src\n#\1 CACHED$/)),
  built('builds-app:3'),
  said('image', 'builds-app:3', '/Config/Cmd', equals(text`["/src/hello"]`)),
]

export const changeAll = step('change-all', {
  title: { en: 'Change one word: everything is compiled again', 'zh-cn': '改一个词：全部重新编译' },
  action: run(
    sh`echo 'const char words[] = "Hello, Gordon";' > builds/words.c && docker build --progress=plain -t builds-app:3 builds`,
  ),
  // The reader's own engine may still have this build in its cache, from an earlier run.
  checks: perTarget<Checks>(
    [...rebuiltAll, complains(matches(/^#(\d+) \[4\/5\] RUN gcc -c hello\.c\n(?:#\1 .*\n)*?#\1 DONE /))],
    { engine: rebuiltAll },
  ),
  undo: run(sh`docker rmi -f builds-app:3; echo 'const char words[] = "Hello, Kate";' > builds/words.c`),
  deadline: '6m',
})

const ordered = text`FROM gcc:14
WORKDIR /src
COPY hello.c .
RUN gcc -c hello.c
COPY words.c .
RUN gcc -static -o hello hello.o words.c
CMD ["/src/hello"]
`

export const order = step('order', {
  title: { en: 'Copy first what seldom changes', 'zh-cn': '先复制很少改动的文件' },
  action: write(text`builds/Dockerfile`, ordered),
  checks: [{ kind: 'file', where: 'host', path: text`builds/Dockerfile`, state: 'present', content: equals(ordered) }],
  undo: run(sh`rm -f builds/Dockerfile`),
})

const rebuiltOne: Checks = [
  exits(0),
  printedId,
  { kind: 'file', where: 'host', path: wordsFile, state: 'present', content: equals(forLee) },
  complains(matches(/^#(\d+) \[3\/6\] COPY hello\.c \.\n#\1 CACHED$/)),
  complains(matches(/^#(\d+) \[4\/6\] RUN gcc -c hello\.c\n#\1 CACHED$/)),
  built('builds-app:4'),
  built('builds-app:5'),
  said('image', 'builds-app:5', '/Config/Cmd', equals(text`["/src/hello"]`)),
]

export const changeOne = step('change-one', {
  title: { en: 'Change a word again: one file is compiled', 'zh-cn': '再改一个词：只编译一个文件' },
  action: run(
    sh`docker build -q -t builds-app:4 builds && echo 'const char words[] = "Hello, Lee";' > builds/words.c && docker build --progress=plain -t builds-app:5 builds`,
  ),
  checks: perTarget<Checks>(
    [...rebuiltOne, complains(matches(/^#(\d+) \[6\/6\] RUN gcc -static .*\n(?:#\1 .*\n)*?#\1 DONE /))],
    { engine: rebuiltOne },
  ),
  undo: run(sh`docker rmi -f builds-app:4 builds-app:5; echo 'const char words[] = "Hello, Gordon";' > builds/words.c`),
  deadline: '6m',
})
