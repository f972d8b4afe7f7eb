import {
  type Check,
  contains,
  equals,
  excludes,
  exits,
  matches,
  nothing,
  prints,
  run,
  sh,
  step,
  text,
  write,
} from '../model/index.ts'
import { of } from '../of-container.ts'
import { ended, written } from './seen.ts'

const watcherProgram = text`import ctypes, os, select

libc = ctypes.CDLL(None)
events = libc.inotify_init()
libc.inotify_add_watch(events, b"/data", 2)  # 2: a file was modified

def saw(text):
    with open("/tmp/seen", "a") as seen:
        seen.write(text + "\n")

before = os.stat("/data/note.txt").st_mtime_ns
saw("watching")
while True:
    if select.select([events], [], [], 0.5)[0]:
        os.read(events, 4096)
        saw("an event")
    now = os.stat("/data/note.txt").st_mtime_ns
    if now != before:
        before = now
        saw("another time")
`

export const watcher = step('watcher', {
  title: { en: 'Write a program that watches a file', 'zh-cn': '写一个监视文件的程序' },
  action: write(text`code/binds/watch.py`, watcherProgram),
  checks: [written('code/binds/watch.py', watcherProgram)],
  undo: run(sh`rm -f code/binds/watch.py`),
})

const seen = { kind: 'container-file', container: text`binds-watch`, path: text`/tmp/seen`, state: 'present' } as const
const saw = (what: string): Check => ({ ...seen, content: contains(text`${what}`), within: '60s' })

export const watch = step('watch', {
  title: { en: 'Watch the file in a container', 'zh-cn': '在容器里监视文件' },
  action: run(sh`docker run -d --name binds-watch -v "$PWD/code/binds":/data python:3.13-slim python3 /data/watch.py`),
  checks: [
    exits(0),
    { kind: 'container', name: text`binds-watch`, state: 'running' },
    { ...of('binds-watch'), at: '/Mounts/0/Destination', match: equals(text`/data`) },
    saw('watching'),
  ],
  undo: run(sh`docker rm -f binds-watch`),
  deadline: '5m',
})

export const hostChange = step('host-change', {
  title: { en: 'Change the file on your own computer', 'zh-cn': '在自己的电脑上修改文件' },
  action: run(sh`echo "changed on the Mac" >code/binds/note.txt`),
  checks: [
    exits(0),
    written('code/binds/note.txt', text`changed on the Mac`),
    saw('another time'),
    { ...seen, content: excludes(text`an event`), mayHoldBefore: 'No event may arrive.' },
  ],
  undo: nothing('The file is removed with its folder, by the undo of the step that wrote it.'),
})

export const containerChange = step('container-change', {
  title: { en: 'Change it in a container', 'zh-cn': '在容器里修改它' },
  action: run(sh`docker exec binds-watch sh -c 'echo "changed in a container" >/data/note.txt'`),
  checks: [exits(0), written('code/binds/note.txt', text`changed in a container`), saw('an event')],
  undo: nothing('The file is removed with its folder, by the undo of the step that wrote it.'),
})

const manyProgram = text`import os, time

def seconds(folder):
    start = time.monotonic()
    os.mkdir(folder)
    for number in range(300):
        with open(f"{folder}/{number}", "w") as file:
            file.write("small\n")
    for name in os.listdir(folder):
        with open(f"{folder}/{name}") as file:
            file.read()
    return time.monotonic() - start

bind, volume = seconds("/bind/many"), seconds("/volume/many")
print(f"bind mount: {bind:.2f} s")
print(f"volume: {volume:.2f} s")
print("The volume was faster." if volume < bind else "The bind mount was faster.")
`

export const many = step('many', {
  title: { en: 'Write a program that uses many small files', 'zh-cn': '写一个读写许多小文件的程序' },
  action: write(text`code/binds/many.py`, manyProgram),
  checks: [written('code/binds/many.py', manyProgram)],
  undo: run(sh`rm -f code/binds/many.py`),
})

export const speed = step('speed', {
  title: { en: 'Compare a bind mount with a volume', 'zh-cn': '比较绑定挂载和卷' },
  action: run(
    sh`docker run --name binds-speed -v "$PWD/code/binds":/bind -v binds-speed:/volume python:3.13-slim python3 /bind/many.py`,
  ),
  checks: [
    exits(0),
    prints(matches(/^bind mount: [\d.]+ s$/)),
    prints(matches(/^volume: [\d.]+ s$/)),
    prints(contains(text`The volume was faster.`)),
    ended('binds-speed'),
    written('code/binds/many/299', text`small`),
    { kind: 'volume', name: text`binds-speed`, state: 'present' },
    {
      ...{ kind: 'container-file', container: text`binds-speed`, path: text`/volume/many/299`, state: 'present' },
      content: equals(text`small`),
    },
  ],
  undo: run(sh`docker rm -f binds-speed; docker volume rm -f binds-speed; rm -rf code/binds/many`),
  deadline: '5m',
})
