import { contains, equals, exits, matches, prints, run, sh, step, target, text, write } from '../model/index.ts'

const greeting = text`Hello from Sinatra`

const program = text`require 'sinatra'

set :bind, '0.0.0.0'

get '/' do
  "Hello from Sinatra\n"
end
`

const recipe = text`FROM debian:13
LABEL org.opencontainers.image.authors="Kate Smith <kate@example.com>"
RUN apt-get update \
 && apt-get install -y --no-install-recommends ruby-sinatra ruby-rackup \
 && rm -rf /var/lib/apt/lists/*
COPY app.rb /srv/app.rb
EXPOSE 4567
CMD ["ruby", "/srv/app.rb"]
`

export const appFile = step('app-file', {
  title: { en: 'Write a small program', 'zh-cn': '写一个小程序' },
  action: write(text`~/sinatra/app.rb`, program),
  checks: [{ kind: 'file', where: 'host', path: text`~/sinatra/app.rb`, state: 'present', content: equals(program) }],
  undo: run(sh`rm -rf ~/sinatra`),
})

export const dockerfile = step('dockerfile', {
  title: { en: 'Write the Dockerfile', 'zh-cn': '编写 Dockerfile' },
  action: write(text`~/sinatra/Dockerfile`, recipe),
  checks: [
    { kind: 'file', where: 'host', path: text`~/sinatra/Dockerfile`, state: 'present', content: equals(recipe) },
  ],
  undo: run(sh`rm -f ~/sinatra/Dockerfile`),
})

export const build = step('build', {
  title: { en: 'Build the image', 'zh-cn': '构建镜像' },
  action: run(sh`docker build -t kate/sinatra:1.0 ~/sinatra`),
  checks: [
    exits(0),
    { kind: 'image', name: text`kate/sinatra:1.0`, state: 'present' },
    {
      kind: 'inspect',
      of: 'image',
      name: text`kate/sinatra:1.0`,
      at: '/Config/Labels/org.opencontainers.image.authors',
      match: equals(text`Kate Smith <kate@example.com>`),
    },
    {
      kind: 'inspect',
      of: 'image',
      name: text`kate/sinatra:1.0`,
      at: '/Config/Cmd',
      match: equals(text`["ruby","/srv/app.rb"]`),
    },
    {
      kind: 'inspect',
      of: 'image',
      name: text`kate/sinatra:1.0`,
      at: '/Config/ExposedPorts',
      match: equals(text`{"4567/tcp":{}}`),
    },
  ],
  undo: run(sh`docker rmi -f kate/sinatra:1.0`),
  deadline: '6m',
})

export const buildHistory = step('build-history', {
  title: { en: 'Show the history of the image', 'zh-cn': '查看镜像的构建历史' },
  action: run(sh`docker history --no-trunc --format '{{.Size}} {{.CreatedBy}}' kate/sinatra:1.0`),
  checks: [
    exits(0),
    prints(matches(/^0B .*EXPOSE .*4567/)),
    prints(contains(text`LABEL org.opencontainers.image.authors=Kate Smith <kate@example.com>`)),
    { kind: 'image', name: text`kate/sinatra:1.0`, state: 'present' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the image was built before.',
})

export const runApp = step('run-app', {
  title: { en: 'Run it', 'zh-cn': '运行它' },
  action: run(sh`docker run -d -p 9292:4567 --name sinatra kate/sinatra:1.0`),
  checks: [
    exits(0),
    { kind: 'container', name: text`sinatra`, state: 'running' },
    { kind: 'published-port', container: text`sinatra`, guestPort: 4567, hostPort: text`9292` },
    { kind: 'http', url: text`http://${target.address}:9292/`, status: 200, body: equals(greeting), within: '90s' },
  ],
  undo: run(sh`docker rm -f sinatra`),
})

export const appAnswers = step('app-answers', {
  title: { en: 'Get its page', 'zh-cn': '打开它的页面' },
  action: run(sh`curl -s http://${target.address}:9292/`),
  checks: [
    exits(0),
    prints(equals(greeting)),
    { kind: 'http', url: text`http://${target.address}:9292/`, status: 200, body: equals(greeting) },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the server has answered since it started.',
})

export const removeApp = step('remove-app', {
  title: { en: 'Remove the container and its image', 'zh-cn': '删除容器和它的镜像' },
  action: run(sh`docker rm -f sinatra && docker rmi kate/sinatra:1.0`),
  checks: [
    exits(0),
    { kind: 'container', name: text`sinatra`, state: 'absent' },
    { kind: 'image', name: text`kate/sinatra:1.0`, state: 'absent' },
  ],
  undo: 'nothing', // It undoes two earlier steps.
  undoes: [build, runApp],
})
