import { exits, fromStdout, run, sh, step, target, text, type Playbook } from '../../playbooks/model/index.ts'

const web = step('web', {
  title: { en: 'Run a web server', 'zh-cn': '运行一个网页服务器' },
  action: run(sh`docker run -d -P --name web nginx:1.26`),
  checks: [exits(0), { kind: 'container', name: text`web`, state: 'running' }],
  undo: run(sh`docker rm -f web`),
})

const port = step('port', {
  title: { en: 'Read its port', 'zh-cn': '查看它的端口' },
  action: run(sh`docker port web 80`),
  saves: { port: fromStdout(/:(\d+)$/) },
  checks: [exits(0)],
  undo: 'nothing',
  idempotent: 'It only looks.',
})

const answers = step('answers', {
  title: { en: 'Ask it', 'zh-cn': '访问它' },
  action: run(sh`curl -s http://${target.address}:${port.saved.port}/`),
  checks: [
    exits(0),
    { kind: 'http', url: text`http://${target.address}:${port.saved.port}/`, status: 200, within: '20s' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the server has answered since it started.',
})

export const example: Playbook = {
  id: 'example',
  title: { en: 'A web server', 'zh-cn': '网页服务器' },
  targets: ['lab'],
  machine: 'ready',
  duration: '1m',
  needs: [],
  changes: { en: 'One container, which is removed again.', 'zh-cn': '一个容器，之后会被删除。' },
  steps: [web, port, answers],
}
