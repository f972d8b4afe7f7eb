import { contains, comesAndGoes, equals, exits, gone, prints, run, sh, step, text } from '../model/index.ts'
import { emulator, emulatorEntry, pullOther, pullOwn, registry } from './both.ts'
import { dockerfile, program } from './one.ts'
import {
  crossBuild,
  crossDockerfile,
  crossTime,
  emulatedBuild,
  emulatedDockerfile,
  emulatedTime,
  nativeTime,
  work,
} from './speed.ts'

const name = 'localhost:5001/hello:1.0'

export const save = step('save', {
  title: { en: 'Save the image of one platform', 'zh-cn': '保存一个平台的镜像' },
  action: run(
    sh`docker pull --platform linux/arm64 localhost:5001/hello:1.0 && docker save --platform linux/arm64 -o ~/elsewhere/hello.tar localhost:5001/hello:1.0`,
  ),
  checks: [exits(0), { kind: 'file', where: 'host', path: text`~/elsewhere/hello.tar`, state: 'present' }],
  undo: run(sh`rm -f ~/elsewhere/hello.tar`),
})

export const forget = step('forget', {
  title: { en: 'Remove the image here', 'zh-cn': '在这里删除镜像' },
  action: run(sh`docker rm elsewhere-own elsewhere-other && docker rmi localhost:5001/hello:1.0`),
  checks: [
    exits(0),
    ...['elsewhere-own', 'elsewhere-other'].map(gone),
    { kind: 'image', name: text`${name}`, state: 'absent' },
  ],
  undo: 'nothing', // It undoes earlier steps.
  undoes: [pullOwn, pullOther],
})

export const load = step('load', {
  title: { en: 'Load it from the file', 'zh-cn': '从文件载入' },
  action: run(sh`docker load -i ~/elsewhere/hello.tar`),
  checks: [
    exits(0),
    prints(contains(text`Loaded image: localhost:5001/hello:1.0`)),
    { kind: 'image', name: text`${name}`, state: 'present' },
    { kind: 'inspect', of: 'image', name: text`${name}`, at: '/Architecture', match: equals(text`arm64`) },
  ],
  undo: run(sh`docker rmi -f localhost:5001/hello:1.0`),
})

export const runLoaded = step('run-loaded', {
  title: { en: 'Run it', 'zh-cn': '运行它' },
  action: run(sh`docker run --name elsewhere-pi --platform linux/arm64 --pull never localhost:5001/hello:1.0`),
  checks: [
    exits(0),
    prints(equals(text`Hello from aarch64`)),
    { kind: 'container', name: text`elsewhere-pi`, state: 'exited' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`elsewhere-pi`,
      at: '/Config/Image',
      match: equals(text`${name}`),
    },
  ],
  undo: run(sh`docker rm -f elsewhere-pi`),
})

export const removeEmulator = step('remove-emulator', {
  title: { en: 'Remove the emulator', 'zh-cn': '删除模拟器' },
  action: run(
    sh`docker run --privileged --rm --name elsewhere-emulator tonistiigi/binfmt:qemu-v9.2.2 --uninstall qemu-aarch64 && docker rmi tonistiigi/binfmt:qemu-v9.2.2`,
  ),
  checks: [
    exits(0),
    { kind: 'file', where: 'guest', path: emulatorEntry, state: 'absent' },
    { kind: 'image', name: text`tonistiigi/binfmt:qemu-v9.2.2`, state: 'absent' },
    comesAndGoes('elsewhere-emulator'),
  ],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [emulator],
})

export const cleanUp = step('clean-up', {
  title: { en: 'Remove what you made', 'zh-cn': '删除你创建的东西' },
  action: run(
    sh`docker rm -f --volumes elsewhere-registry elsewhere-native elsewhere-emulated elsewhere-cross elsewhere-pi && docker rmi localhost:5001/hello:1.0 emulated:1.0 cross:1.0 registry:2 && rm -rf ~/elsewhere`,
  ),
  checks: [
    exits(0),
    ...['registry', 'native', 'emulated', 'cross', 'pi'].map((each) => gone(`elsewhere-${each}`)),
    ...[name, 'emulated:1.0', 'cross:1.0', 'registry:2'].map(
      (each) => ({ kind: 'image', name: text`${each}`, state: 'absent' }) as const,
    ),
    { kind: 'folder', where: 'host', path: text`~/elsewhere`, state: 'absent' },
  ],
  undo: 'nothing', // It undoes earlier steps.
  undoes: [
    ...[program, dockerfile, registry, work, emulatedDockerfile, emulatedBuild, nativeTime, emulatedTime],
    ...[crossDockerfile, crossBuild, crossTime, save, load, runLoaded],
  ],
})
