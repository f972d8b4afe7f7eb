import {
  comesAndGoes,
  complains,
  contains,
  equals,
  exits,
  fromStdout,
  excludes,
  prints,
  run,
  sh,
  step,
  text,
} from '../model/index.ts'

export const anonymousVolume = step('anonymous-volume', {
  title: { en: 'Run a container with an anonymous volume', 'zh-cn': '运行一个带匿名卷的容器' },
  action: run(sh`docker run -v /data --name scratch busybox:1.37 sh -c 'echo "a draft" >/data/text'`),
  checks: [
    exits(0),
    { kind: 'container', name: text`scratch`, state: 'exited' },
    { kind: 'inspect', of: 'container', name: text`scratch`, at: '/Mounts/0/Type', match: equals(text`volume`) },
    { kind: 'inspect', of: 'container', name: text`scratch`, at: '/Mounts/0/Destination', match: equals(text`/data`) },
    {
      kind: 'container-file',
      container: text`scratch`,
      path: text`/data/text`,
      state: 'present',
      content: equals(text`a draft`),
    },
  ],
  undo: run(sh`docker rm -f -v scratch`),
})

export const anonymousName = step('anonymous-name', {
  title: { en: 'See the name that the engine gave it', 'zh-cn': '查看引擎给它取的名字' },
  action: run(sh`docker inspect --format '{{(index .Mounts 0).Name}}' scratch`),
  saves: { volume: fromStdout(/^[0-9a-f]{64}$/) },
  checks: ({ volume }) => [
    exits(0),
    { kind: 'volume', name: text`${volume}`, state: 'present' },
    { kind: 'inspect', of: 'container', name: text`scratch`, at: '/Mounts/0/Name', match: equals(text`${volume}`) },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the volume was made with the container.',
})

export const rmKeeps = step('rm-keeps', {
  title: { en: 'Remove the container: its volume stays', 'zh-cn': '删除容器：它的卷还在' },
  action: run(sh`docker rm scratch`),
  checks: [
    exits(0),
    { kind: 'container', name: text`scratch`, state: 'absent' },
    { kind: 'volume', name: text`${anonymousName.saved.volume}`, state: 'present' },
  ],
  undo: run(sh`docker volume rm -f ${anonymousName.saved.volume}`),
  undoes: [anonymousVolume],
  idempotent: 'The volume was there before; the lesson is that it stays.',
})

export const volumeCreate = step('volume-create', {
  title: { en: 'Make a volume with a name', 'zh-cn': '创建一个有名字的卷' },
  action: run(sh`docker volume create notes`),
  checks: [exits(0), prints(equals(text`notes`)), { kind: 'volume', name: text`notes`, state: 'present' }],
  undo: run(sh`docker volume rm -f notes`),
})

export const volumeWrite = step('volume-write', {
  title: { en: 'Write into it, and into an anonymous volume', 'zh-cn': '写入它，也写入一个匿名卷' },
  action: run(
    sh`docker run -v notes:/notes -v /cache --name writer busybox:1.37 sh -c 'echo "still here" | tee /notes/today /cache/today'`,
  ),
  checks: [
    exits(0),
    { kind: 'container', name: text`writer`, state: 'exited' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`writer`,
      at: '/HostConfig/Binds',
      match: equals(text`["notes:/notes"]`),
    },
    {
      kind: 'container-file',
      container: text`writer`,
      path: text`/notes/today`,
      state: 'present',
      content: equals(text`still here`),
    },
    {
      kind: 'container-file',
      container: text`writer`,
      path: text`/cache/today`,
      state: 'present',
      content: equals(text`still here`),
    },
  ],
  undo: run(sh`docker rm -f -v writer`),
})

export const volumeInUse = step('volume-in-use', {
  title: { en: 'Try to remove a volume that a container uses', 'zh-cn': '试着删除容器正在使用的卷' },
  action: run(sh`docker volume rm notes`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`notes: volume is in use`)),
    { kind: 'volume', name: text`notes`, state: 'present' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that it is still there.',
})

export const writerVolumes = step('writer-volumes', {
  title: { en: 'See which volumes the container has', 'zh-cn': '看这个容器有哪些卷' },
  action: run(sh`docker inspect --format '{{range .Mounts}}{{println .Destination .Name}}{{end}}' writer`),
  saves: { cache: fromStdout(/^\/cache ([0-9a-f]{64})$/) },
  checks: ({ cache }) => [
    exits(0),
    prints(contains(text`/notes notes`)),
    { kind: 'volume', name: text`${cache}`, state: 'present' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the volumes were made before.',
})

export const rmWithVolumes = step('rm-with-volumes', {
  title: { en: 'Remove the container with its volumes', 'zh-cn': '连同卷一起删除容器' },
  action: run(sh`docker rm -v writer`),
  checks: [
    exits(0),
    { kind: 'container', name: text`writer`, state: 'absent' },
    { kind: 'volume', name: text`${writerVolumes.saved.cache}`, state: 'absent' },
  ],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [volumeWrite],
})

export const volumeRead = step('volume-read', {
  title: { en: 'Read the named volume in a new container', 'zh-cn': '在新容器里读那个命名卷' },
  action: run(
    sh`docker run --mount type=volume,source=notes,target=/notes --name later-reader busybox:1.37 cat /notes/today`,
  ),
  checks: [
    exits(0),
    prints(equals(text`still here`)),
    { kind: 'container', name: text`later-reader`, state: 'exited' },
    { kind: 'inspect', of: 'container', name: text`later-reader`, at: '/Mounts/0/Name', match: equals(text`notes`) },
  ],
  undo: run(sh`docker rm -f later-reader`),
})

export const backupFolder = step('backup-folder', {
  title: { en: 'Make a folder for the backup', 'zh-cn': '为备份创建一个目录' },
  action: run(sh`mkdir ~/basics`),
  checks: [exits(0), { kind: 'folder', where: 'host', path: text`~/basics`, state: 'empty' }],
  // A folder that was there before has to stay.
  undo: run(sh`rmdir ~/basics || true`),
})

export const volumeBackup = step('volume-backup', {
  title: { en: 'Back the volume up to your computer', 'zh-cn': '把卷备份到你的电脑' },
  action: run(sh`docker run --rm --name backup -v notes:/notes busybox:1.37 tar -cf - -C /notes . >~/basics/notes.tar`),
  checks: [
    exits(0),
    {
      kind: 'file',
      where: 'host',
      path: text`~/basics/notes.tar`,
      state: 'present',
      content: contains(text`still here`),
    },
    { kind: 'file', where: 'host', path: text`~/basics/notes.tar`, state: 'present', content: contains(text`./today`) },
    comesAndGoes('backup'),
  ],
  undo: run(sh`docker rm -f backup; rm -f ~/basics/notes.tar`),
})

export const volumeLose = step('volume-lose', {
  title: { en: 'Delete the volume', 'zh-cn': '删除这个卷' },
  action: run(sh`docker rm later-reader && docker volume rm notes`),
  checks: [
    exits(0),
    { kind: 'container', name: text`later-reader`, state: 'absent' },
    { kind: 'volume', name: text`notes`, state: 'absent' },
  ],
  undo: 'nothing', // What was in it is in the backup; the next step restores it.
  undoes: [volumeRead, volumeCreate],
})

export const volumeRestore = step('volume-restore', {
  title: { en: 'Restore it from the backup', 'zh-cn': '从备份恢复它' },
  action: run(sh`docker run -i -v notes:/notes --name restorer busybox:1.37 tar -xf - -C /notes <~/basics/notes.tar`),
  checks: [
    exits(0),
    { kind: 'volume', name: text`notes`, state: 'present' },
    { kind: 'container', name: text`restorer`, state: 'exited' },
    {
      kind: 'container-file',
      container: text`restorer`,
      path: text`/notes/today`,
      state: 'present',
      content: equals(text`still here`),
    },
  ],
  undo: run(sh`docker rm -f restorer; docker volume rm -f notes`),
})

export const volumeUnused = step('volume-unused', {
  title: { en: 'Make another volume, with a label', 'zh-cn': '再创建一个带标签的卷' },
  action: run(sh`docker volume create --label lesson=prune unused`),
  checks: [
    exits(0),
    { kind: 'inspect', of: 'volume', name: text`unused`, at: '/Labels', match: equals(text`{"lesson":"prune"}`) },
  ],
  undo: run(sh`docker volume rm -f unused`),
})

export const volumePrune = step('volume-prune', {
  title: { en: 'Prune the volumes', 'zh-cn': '清理卷' },
  action: run(sh`docker rm restorer && docker volume prune -f`),
  checks: [
    exits(0),
    prints(contains(text`${anonymousName.saved.volume}`)),
    prints(excludes(text`notes`)),
    prints(excludes(text`unused`)),
    { kind: 'container', name: text`restorer`, state: 'absent' },
    { kind: 'volume', name: text`${anonymousName.saved.volume}`, state: 'absent' },
  ],
  undo: 'nothing', // No container used that volume, and nobody knew its name.
  undoes: [rmKeeps],
})

export const volumePruneAll = step('volume-prune-all', {
  title: { en: 'Prune the named ones with that label as well', 'zh-cn': '把带那个标签的命名卷也清理掉' },
  action: run(sh`docker volume prune -a -f --filter label=lesson=prune`),
  checks: [
    exits(0),
    prints(contains(text`unused`)),
    prints(excludes(text`notes`)),
    { kind: 'volume', name: text`unused`, state: 'absent' },
  ],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [volumeUnused],
})
