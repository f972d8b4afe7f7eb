import { type Check, equals, nothing, run, sh, step, type Text, text, write } from '../model/index.ts'

const holds = (path: Text, content: Text): Check => ({
  ...{ kind: 'file', where: 'host', path, state: 'present' },
  content: equals(content),
})

const appPath = text`web/app.py`
const appContent = text`import html, http.server, os, signal, socket, sys

SECRET = "/run/secrets/password"

def packed(words):
    return "*%d\r\n" % len(words) + "".join("$%d\r\n%s\r\n" % (len(word), word) for word in words)

def ask(*words):
    commands = [words, ("QUIT",)]
    if os.path.exists(SECRET):
        commands.insert(0, ("AUTH", open(SECRET).read().strip()))
    with socket.create_connection(("db", 6379)) as db:
        db.sendall("".join(map(packed, commands)).encode("latin-1"))
        answer = db.makefile(encoding="latin-1", newline="").read()
    return answer.split("\r\n")[len(commands):-2:2]

class Guestbook(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        guests = html.escape(", ".join(ask("LRANGE", "guests", "0", "-1")))
        page = open("page.html").read().replace("GUESTS", guests)
        self.answer(page.replace("GREETING", os.environ.get("GREETING", "Hello")))

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        ask("RPUSH", "guests", self.rfile.read(length).decode("latin-1"))
        self.answer("Thank you.\n")

    def answer(self, text):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode("latin-1"))

signal.signal(signal.SIGTERM, lambda *_: sys.exit())
http.server.HTTPServer(("", 8000), Guestbook).serve_forever()
`

export const app = step('app', {
  title: { en: 'Write the web server', 'zh-cn': '编写 Web 服务器' },
  action: write(appPath, appContent),
  checks: [holds(appPath, appContent)],
  undo: run(sh`rm -rf web`),
})

const pagePath = text`web/page.html`
const pageContent = text`<h1>GREETING</h1>
<p>Guests: GUESTS</p>
`

export const page = step('page', {
  title: { en: 'Write its page', 'zh-cn': '编写它的页面' },
  action: write(pagePath, pageContent),
  checks: [holds(pagePath, pageContent)],
  undo: run(sh`rm -f web/page.html`),
})

const dockerfilePath = text`web/Dockerfile`
const dockerfileContent = text`FROM python:3.13-slim
WORKDIR /app
COPY app.py page.html ./
CMD ["python", "-u", "app.py"]
`

export const dockerfile = step('dockerfile', {
  title: { en: 'Say how its image is built', 'zh-cn': '说明如何构建它的镜像' },
  action: write(dockerfilePath, dockerfileContent),
  checks: [holds(dockerfilePath, dockerfileContent)],
  undo: run(sh`rm -f web/Dockerfile`),
})

const composePath = text`compose.yaml`
const smallCompose = text`name: guestbook

services:
  web:
    build: ./web
    ports:
      - "8082:8000"
  db:
    image: redis:8.0
    volumes:
      - data:/data

volumes:
  data:
`

export const compose = step('compose', {
  title: { en: 'Describe the application', 'zh-cn': '描述整个应用' },
  action: write(composePath, smallCompose),
  checks: [holds(composePath, smallCompose)],
  undo: run(sh`rm -f compose.yaml`),
})

const envPath = text`.env`
const envContent = text`GREETING=Welcome
DB_PASSWORD=seven-blue-kites
`

export const env = step('env', {
  title: { en: 'Keep values in a file of their own', 'zh-cn': '把取值放进单独的文件' },
  action: write(envPath, envContent),
  checks: [holds(envPath, envContent)],
  undo: run(sh`rm -f .env`),
})

const wholeCompose = text`name: guestbook

services:
  web:
    build: ./web
    ports:
      - "8082:8000"
    environment:
      GREETING: $GREETING
    secrets:
      - password
    depends_on:
      db:
        condition: service_healthy
  db:
    image: redis:8.0
    command: sh -c 'exec redis-server --requirepass "$$(cat /run/secrets/password)"'
    volumes:
      - data:/data
    secrets:
      - password
    healthcheck:
      test: REDISCLI_AUTH="$$(cat /run/secrets/password)" redis-cli ping | grep PONG
      interval: 5s

volumes:
  data:

secrets:
  password:
    environment: DB_PASSWORD
`

export const whole = step('whole', {
  title: { en: 'Add a health check, a value and a secret', 'zh-cn': '加入健康检查、变量和机密' },
  action: write(composePath, wholeCompose),
  checks: [holds(composePath, wholeCompose)],
  undo: nothing('The undo of the step that wrote the file first removes it: until then, Compose needs it.'),
})

const overridePath = text`compose.override.yaml`
const overrideContent = text`services:
  web:
    ports: !override
      - "8082-8083:8000"
    develop:
      watch:
        - action: sync
          path: ./web/page.html
          target: /app/page.html
`

export const override = step('override', {
  title: { en: 'Write an override file', 'zh-cn': '编写覆盖文件' },
  action: write(overridePath, overrideContent),
  checks: [holds(overridePath, overrideContent)],
  undo: run(sh`rm -f compose.override.yaml`),
})
