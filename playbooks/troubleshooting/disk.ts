import * as b2d from '../boot2docker.ts'
import { sh } from '../model/index.ts'
import { hasColima, hasDesktop } from './products.ts'
import { colimaFaq, diskImage, pruning } from './sources.ts'
import type { Symptom } from './symptom.ts'

export const noSpace: Symptom = {
  id: 'no-space',
  title: { en: 'no space left on device', 'zh-cn': 'no space left on device（磁盘空间不足）' },
  texts: ['write /var/lib/docker/…: no space left on device', 'failed to register layer: no space left on device'],
  pattern: 'no space left on device|disk quota exceeded',
  causes: [
    {
      id: 'unused-things',
      signs: [{ kind: 'said' }, { kind: 'engine', answers: ['answers'] }, { kind: 'reclaimable', megabytes: 1 }],
      ask: sh`docker system df`,
      answer: { en: 'The column RECLAIMABLE is not zero.', 'zh-cn': 'RECLAIMABLE 一列不是零。' },
      because: {
        en:
          'The disk of the VM is full, not that of your computer. The command removes stopped containers with the ' +
          'files in them, images without a name, unused networks and the build cache. It asks first, and it keeps ' +
          'volumes.',
        'zh-cn':
          '满的是虚拟机的磁盘，而不是电脑的磁盘。下面的命令会删除已停止的容器（连同其中的文件）、没有名字的镜像、不用的网络' +
          '和构建缓存。它会先询问，并且保留卷。',
      },
      fix: sh`docker system prune`,
    },
    {
      id: 'desktop-disk',
      signs: [{ kind: 'said' }, hasDesktop],
      ask: sh`docker system df; ls -klsh ~/Library/Containers/com.docker.docker/Data/vms/0/data`,
      answer: {
        en: 'Nothing can be reclaimed, and the file `Docker.raw` is about as large as it may become.',
        'zh-cn': '没有可以回收的空间，而且文件 `Docker.raw` 已接近上限。',
      },
      because: {
        en:
          'Everything on the disk of Docker Desktop’s VM is in use. Increase “Disk usage limit” under Settings, ' +
          'Resources, Advanced. Never decrease it: that deletes all containers and images.',
        'zh-cn':
          'Docker Desktop 虚拟机的磁盘内容都在使用中。请在 Settings → Resources → Advanced 里调大“Disk usage limit”。' +
          '千万不要调小：那会删除所有容器和镜像。',
      },
      fix: sh`open -a Docker`,
    },
    {
      id: 'colima-disk',
      signs: [{ kind: 'said' }, hasColima],
      ask: sh`docker system df; grep disk: ~/.colima/default/colima.yaml`,
      answer: {
        en: 'Nothing can be reclaimed. The last line is the size of the disk in GiB.',
        'zh-cn': '没有可以回收的空间。最后一行是磁盘大小，单位为 GiB。',
      },
      because: {
        en:
          'Everything on the disk of Colima’s VM is in use. A start with a larger size makes the disk larger; ' +
          'what is on it stays.',
        'zh-cn': 'Colima 虚拟机的磁盘内容都在使用中。用更大的数值启动会扩大磁盘，其中的内容会保留。',
      },
      fix: sh`colima stop && colima start --disk 120`,
    },
    {
      id: 'disk-too-small',
      signs: [{ kind: 'said' }],
      ask: sh`docker system df`,
      answer: { en: 'There is nothing to reclaim.', 'zh-cn': '没有可以回收的空间。' },
      because: {
        en:
          'Everything on the VM’s disk is in use: the disk is too small, and its size is fixed. Create a second ' +
          'VM with ' +
          'a larger disk. The first one keeps its containers, images and volumes.',
        'zh-cn':
          '虚拟机磁盘上的内容都在使用中，磁盘太小了，而且大小固定。请创建第二台磁盘更大的虚拟机。第一台里的容器、镜像和卷都' +
          '会保留。',
      },
      fix: sh`boot2docker down && boot2docker --vm=larger --disksize=60000 init && boot2docker --vm=larger up`,
      step: b2d.init,
    },
  ],
  sources: [diskImage, colimaFaq, pruning],
}
