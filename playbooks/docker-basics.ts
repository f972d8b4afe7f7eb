import type { Playbook } from './model/index.ts'
import * as client from './docker-basics/client.ts'

export * from './docker-basics/client.ts'

/** The commands that everybody needs, each seen at work: images, containers, ports, volumes, networks. */
export const dockerBasics: Playbook = {
  id: 'docker-basics',
  title: { en: 'Docker basics', 'zh-cn': 'Docker 基础' },
  targets: ['lab'],
  machine: 'ready',
  needs: [
    {
      kind: 'program',
      name: 'docker',
      hint: { en: 'Install the Docker client: npx shipshape doctor names the command.', 'zh-cn': '请安装 Docker 客户端：npx shipshape doctor 会给出命令。' },
    },
  ],
  changes: {
    en: 'Images, containers, volumes and networks on the engine, and the folder ~/basics on your computer. Each is removed by the guide itself, or by the undo of the step that made it.',
    'zh-cn': '会在引擎上创建镜像、容器、卷和网络，并在你的电脑上创建 ~/basics 文件夹。这些都由本指南自己删除，或由创建它的步骤撤销。',
  },
  steps: [
    client.version,
    // Second half: containers, ports, volumes, networks, clean-up.
  ],
}
