import * as b2d from '../boot2docker.ts'
import { sh, text } from '../model/index.ts'
import { type Symptom, found } from './symptom.ts'

export const pullDenied: Symptom = {
  id: 'pull-denied',
  title: { en: 'pull access denied', 'zh-cn': 'pull access denied（拒绝拉取）' },
  texts: [
    "pull access denied for ununtu, repository does not exist or may require 'docker login'",
    'Unable to find image ‘ununtu:latest’ locally',
  ],
  pattern:
    "pull access denied for (?<image>[\\w./-]+)|may require 'docker login'|unable to find image ['‘](?<image2>[^'’]+)",
  causes: [
    {
      id: 'there-already',
      signs: [
        { kind: 'engine', answers: ['answers'] },
        { kind: 'image', name: text`${found('image')}`, state: 'present' },
      ],
      ask: sh`docker image ls ${found('image')}`,
      answer: { en: 'The image is listed.', 'zh-cn': '列表里有这个镜像。' },
      because: {
        en:
          'The engine already has this image, but the registry does not provide it any more. Use the local one ' +
          'without a pull.',
        'zh-cn': '引擎里已经有这个镜像，只是镜像仓库不再提供。直接使用即可，不必再拉取。',
      },
      fix: sh`docker run --pull never --rm ${found('image')}`,
    },
    {
      id: 'misspelled',
      signs: [{ kind: 'said' }],
      ask: sh`docker search ${found('image')}`,
      answer: { en: 'No image has exactly this name.', 'zh-cn': '没有哪个镜像恰好叫这个名字。' },
      because: {
        en:
          'There is no public image of this name: most often it is misspelled (`ununtu` for `ubuntu`). For a private ' +
          'image, the error is the same until you log in.',
        'zh-cn':
          '没有叫这个名字的公开镜像，多半是打错了字母（把 `ubuntu` 写成 `ununtu`）。私有镜像在登录之前也给出同样的提示。',
      },
      fix: sh`docker search ${found('image')}`,
    },
  ],
}

export const tagUnknown: Symptom = {
  id: 'tag-unknown',
  title: { en: 'manifest unknown: the tag does not exist', 'zh-cn': 'manifest unknown：标签不存在' },
  texts: [
    'manifest for nginx:9.99 not found: manifest unknown: manifest unknown',
    'docker.io/library/nginx:9.99: not found',
  ],
  pattern:
    'manifest for (?<image>\\S+) not found|manifest unknown|failed to resolve reference ' +
    '"(?<image2>[^"]+)"|(?<image3>[\\w./-]+:[\\w.-]+): not found',
  causes: [
    {
      id: 'no-such-tag',
      signs: [{ kind: 'said' }],
      ask: sh`docker manifest inspect ${found('image')}`,
      answer: { en: 'It says `no such manifest`.', 'zh-cn': '提示 `no such manifest`。' },
      because: {
        en:
          'The repository exists, but has no image with this tag. Tags are removed over time, and `latest` is a tag ' +
          'like any other, which need not exist.',
        'zh-cn': '仓库存在，但没有这个标签的镜像。标签会随时间被删除；`latest` 也只是普通标签，不一定存在。',
      },
      fix: sh`docker search ${found('image')}`,
      step: b2d.hello,
    },
  ],
}

export const noManifest: Symptom = {
  id: 'no-manifest',
  title: { en: 'no matching manifest for your processor', 'zh-cn': 'no matching manifest：没有适合你处理器的镜像' },
  texts: ['no matching manifest for linux/arm64/v8 in the manifest list entries'],
  pattern: 'no matching manifest for \\w+/(?<processor>\\w+)',
  causes: [
    {
      id: 'other-platform-asked',
      signs: [
        { kind: 'engine', answers: ['answers'] },
        { kind: 'processor', name: text`${found('processor')}`, isIt: false },
      ],
      ask: sh`docker version --format '{{.Server.Arch}}'; echo "$DOCKER_DEFAULT_PLATFORM"`,
      answer: {
        en: 'The engine’s processor differs from the one in the message.',
        'zh-cn': '引擎的处理器和报错里的不是同一种。',
      },
      because: {
        en: 'You, or the variable `DOCKER_DEFAULT_PLATFORM`, asked for a platform that the image does not have.',
        'zh-cn': '你或变量 `DOCKER_DEFAULT_PLATFORM` 要求了镜像没有的平台。',
      },
      fix: sh`unset DOCKER_DEFAULT_PLATFORM`,
    },
    {
      id: 'not-made-for-it',
      signs: [{ kind: 'said' }],
      ask: sh`docker version --format '{{.Server.Arch}}'`,
      answer: { en: 'It prints the processor that is in the message.', 'zh-cn': '打印出的就是报错里的处理器。' },
      because: {
        en:
          'Nobody has built this image for your processor. On Apple silicon, the Intel image runs with Rosetta or ' +
          'QEMU, more slowly.',
        'zh-cn':
          '没有人为你的处理器构建过这个镜像。在 Apple 芯片上，可以用 Rosetta 或 QEMU 运行 Intel 版本，只是慢一些。',
      },
      fix: sh`export DOCKER_DEFAULT_PLATFORM=linux/amd64`,
    },
  ],
}
