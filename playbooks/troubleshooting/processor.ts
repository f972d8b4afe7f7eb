import * as arm from '../arm-on-mac.ts'
import { sh, text } from '../model/index.ts'
import { builtOnMac, multiPlatform } from './sources.ts'
import type { Symptom } from './symptom.ts'

export const execFormat: Symptom = {
  id: 'exec-format',
  title: { en: 'exec format error', 'zh-cn': 'exec format error（可执行格式错误）' },
  texts: [
    'exec /bin/sh: exec format error',
    "WARNING: The requested image's platform (linux/arm64/v8) does not match the detected host platform " +
      '(linux/amd64/v3) and no specific platform was requested',
    'standard_init_linux.go:228: exec user process caused: exec format error',
  ],
  pattern: "exec format error|requested image's platform \\(linux/(?<platform>\\w+)",
  causes: [
    {
      id: 'built-for-arm',
      signs: [
        { kind: 'said' },
        { kind: 'engine', answers: ['answers'] },
        { kind: 'processor', name: text`amd64`, isIt: true },
      ],
      ask: sh`docker image inspect --format '{{.Architecture}}' "$(docker ps -l --format '{{.Image}}')"; docker version --format '{{.Server.Arch}}'`,
      answer: {
        en: 'The first line is `arm64`, the second is `amd64`.',
        'zh-cn': '第一行是 `arm64`，第二行是 `amd64`。',
      },
      because: {
        en:
          'The image was built on a Mac with Apple silicon, so for ARM, and this engine has an Intel or AMD ' +
          'processor. ' +
          'Build it again on the Mac for the server’s platform; `registry.example.com/app:1` stands for your image.',
        'zh-cn':
          '镜像是在 Apple 芯片的 Mac 上构建的，因此是 ARM 的，而这个引擎用的是 Intel 或 AMD 处理器。请在 Mac 上为服务器的' +
          '平台重新构建；`registry.example.com/app:1` 代表你的镜像。',
      },
      fix: sh`docker build --platform linux/amd64 -t registry.example.com/app:1 --push .`,
    },
    {
      id: 'other-processor',
      signs: [{ kind: 'said' }],
      ask: sh`docker image inspect --format '{{.Architecture}}' "$(docker ps -l --format '{{.Image}}')"; docker version --format '{{.Server.Arch}}'`,
      answer: { en: 'The two lines differ.', 'zh-cn': '两行不一样。' },
      because: {
        en: 'The program in the image is for another processor, and the VM’s kernel has no emulator registered for it.',
        'zh-cn': '镜像里的程序是为另一种处理器编译的，虚拟机的内核没有为它注册模拟器。',
      },
      fix: sh`docker run --privileged --rm tonistiigi/binfmt --install all`,
      step: arm.install,
    },
  ],
  sources: [builtOnMac, multiPlatform],
}
