import * as guide from '../boot2docker.ts'
import * as containers from '../containers.ts'
import * as images from '../images.ts'
import * as registries from '../registries.ts'
import * as volumes from '../volumes.ts'
import * as windows from '../windows-on-fusion.ts'
import { type Erratum, proven } from './erratum.ts'
import * as from from './sources.ts'

/** The second half of the overview: images, registries, volumes. */
export const imagesAndVolumes: readonly Erratum[] = [
  {
    id: '10a',
    said: { en: '`MAINTAINER` in a Dockerfile', 'zh-cn': 'Dockerfile 里的 `MAINTAINER`' },
    now: {
      en: 'Deprecated since 1.13. Use a `LABEL` for it, as for any other information.',
      'zh-cn': '1.13 起弃用。作者和其他信息都用 `LABEL` 来写。',
    },
    basis: proven([images.dockerfile, images.build], from.maintainer),
    executable: true,
  },
  {
    id: '10b',
    said: { en: '`FROM ubuntu:14.04`', 'zh-cn': '`FROM ubuntu:14.04`' },
    now: {
      en: 'Its standard support ended in 2019. The guide builds on `debian:13`.',
      'zh-cn': '它的标准支持在 2019 年结束。本站指南基于 `debian:13` 构建。',
    },
    basis: proven([images.dockerfile, images.build], from.ubuntuReleases),
    executable: false,
  },
  {
    id: '10c',
    said: { en: '`gem install sinatra` with its Ruby', 'zh-cn': '用它的 Ruby 执行 `gem install sinatra`' },
    now: {
      en: 'Ruby 1.9 is too old for any current Sinatra. Debian packages both in versions that match.',
      'zh-cn': 'Ruby 1.9 太旧，装不了如今的 Sinatra。Debian 的软件包里两者是配套的。',
    },
    basis: proven([images.build, images.appAnswers], from.sinatraGem),
    executable: true,
  },
  {
    id: '10d',
    said: { en: '`docker push` asks for your credentials', 'zh-cn': '`docker push` 会询问你的账号' },
    now: { en: 'It is refused. Run `docker login` first.', 'zh-cn': '它会被拒绝。要先 `docker login`。' },
    basis: proven([registries.pushRefused, registries.login, registries.push], from.dockerLogin),
    executable: true,
  },
  {
    id: '11a',
    said: { en: 'Keep data in a “data volume container”', 'zh-cn': '把数据放在“数据卷容器”里' },
    now: {
      en:
        'A named volume does the same without a container. The old way still works, and the guide shows it for ' +
        'reference.',
      'zh-cn': '命名卷可以做到同样的事，而且不需要容器。旧办法仍可用，指南也演示了它，供对照。',
    },
    basis: proven([volumes.volumeCreate, volumes.volumeRead, volumes.dataContainer], from.dockerVolumes),
    executable: false,
  },
  {
    id: '11b',
    said: {
      en: '`docker rm -v` of the last container deletes the volume container',
      'zh-cn': '对最后一个容器执行 `docker rm -v` 会删除卷容器',
    },
    now: {
      en: '`rm -v` removes that one container and its anonymous volumes. Named volumes stay.',
      'zh-cn': '`rm -v` 只删除那一个容器和它的匿名卷。命名卷会留下。',
    },
    basis: proven([volumes.rmWithVolumes, volumes.rmData]),
    executable: true,
  },
  {
    id: '11c',
    said: {
      en: 'The volume container is removed with the containers that use it',
      'zh-cn': '卷容器会随使用它的容器一起消失',
    },
    now: {
      en: 'It is a container like any other, and is removed by its own name.',
      'zh-cn': '它和其他容器一样，要按自己的名字删除。',
    },
    basis: proven([volumes.rmUsers, volumes.rmData]),
    executable: true,
  },
  {
    id: '12a',
    said: { en: 'The data container is “a common layer” of the others', 'zh-cn': '数据容器是其他容器的“公共层”' },
    now: {
      en: 'No layers are involved. The same volume is mounted in each of them.',
      'zh-cn': '这里没有层的关系。是同一个卷挂载到每个容器里。',
    },
    basis: proven([volumes.volumesFrom, volumes.volumesFromAgain]),
    executable: false,
  },
  {
    id: '12b',
    said: { en: '`-v /somedata` mounts “a directory”', 'zh-cn': '`-v /somedata` 挂载“一个目录”' },
    now: {
      en:
        'It creates an anonymous volume, which stays after the container is removed, unless `--rm` or `rm -v` ' +
        'removes it.',
      'zh-cn': '它会创建一个匿名卷。除非用 `--rm` 或 `rm -v`，否则删除容器后卷还在。',
    },
    basis: proven([volumes.anonymousVolume, volumes.anonymousName, volumes.rmKeeps]),
    executable: true,
  },
  {
    id: '13a',
    said: { en: 'A mounted folder must be in `/Users`', 'zh-cn': '挂载的目录必须在 `/Users` 里' },
    now: {
      en: 'That was only boot2docker’s default share. Any folder can be shared.',
      'zh-cn': '那只是 boot2docker 的默认共享。任何目录都可以共享。',
    },
    basis: proven([guide.share, guide.readFolder]),
    executable: true,
  },
  {
    id: '13b',
    said: { en: '`docker exec -it … /bin/bash`', 'zh-cn': '`docker exec -it … /bin/bash`' },
    now: {
      en: 'Not every image has bash. `sh` is there in almost all of them.',
      'zh-cn': '不是每个镜像都有 bash，但几乎都有 `sh`。',
    },
    basis: proven([containers.execBash, containers.execShell]),
    executable: true,
  },
  {
    id: '14',
    said: { en: 'The Docker engine runs only on Linux', 'zh-cn': 'Docker 引擎只能在 Linux 上运行' },
    now: {
      en: 'Since Windows Server 2016 it runs on Windows too, for Windows containers.',
      'zh-cn': '从 Windows Server 2016 起，它也能在 Windows 上运行 Windows 容器。',
    },
    basis: proven([windows.remoteVersion], from.windowsInstall),
    executable: false,
  },
]
