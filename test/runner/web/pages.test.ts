import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RunnerError } from '../../../runner/errors.ts'
import { startServer } from '../../../runner/server.ts'
import { policyOf } from '../../../runner/web/csp.ts'
import { openerFor } from '../../../runner/web/open.ts'
import { request, type RawReply } from './http.ts'
import { serveSmall, small, type Served } from './served.ts'

let served: Served
beforeAll(async () => (served = await serveSmall()))
afterAll(() => served.close())

const get = (path: string, accept?: string): Promise<RawReply> =>
  request(served.server.port, {
    path,
    headers: [
      ['Host', `127.0.0.1:${served.server.port}`],
      ...(accept === undefined ? [] : [['Accept', accept] as const]),
    ],
  })
const sha = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('pages need no token; a folder without its slash leads to the page', async () => {
  const [page, folder, style, missing] = await Promise.all([
    get('/guide/'),
    get('/guide'),
    get('/site.css'),
    get('/nothing'),
  ])
  expect([page.status, folder.status, style.status, missing.status]).toEqual([200, 308, 200, 404])
  expect(folder.text).toContain('\r\nLocation: /guide/\r\n')
  expect(style.text).toContain('\r\nContent-Type: text/css; charset=utf-8\r\n')
})

test.for([
  ['text/markdown', '/guide/', 'text/markdown'],
  ['text/markdown;q=0.8, text/html;q=0.5', '/guide/', 'text/markdown'],
  ['text/markdown, text/html', '/guide/', 'text/markdown'],
  ['text/html, text/markdown', '/guide/', 'text/html'],
  ['text/html,application/xhtml+xml,*/*;q=0.8', '/guide/', 'text/html'],
  ['text/markdown;q=0', '/guide/', 'text/html'],
  ['*/*', '/guide/', 'text/html'],
  ['text/markdown', '/', 'text/html'],
  ['text/html', '/guide.md', 'text/markdown'],
] as const)('for “Accept: %s”, %s is %s', async ([accept, path, type]) => {
  const { status, text } = await get(path, accept)
  expect(status).toBe(200)
  expect(text).toContain(`\r\nContent-Type: ${type}; charset=utf-8\r\n`)
  expect(text.includes('\r\nVary: Accept\r\n')).toBe(path === '/guide/')
})

test.each([
  ['/index.html', '/'],
  ['/guide/index.html', '/guide/'],
])('the file %s of a page leads to the page, as on a static server', async (path, to) => {
  const { status, text } = await get(path)
  expect([status, text.includes(`\r\nLocation: ${to}\r\n`)]).toEqual([308, true])
})

test('the file of a page that there is not is not found', async () => {
  expect((await get('/nothing/index.html')).status).toBe(404)
})

test('a path cannot climb out of the site', async () => {
  const climbs = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/guide/../../secret.txt',
    '/guide/..%2f..%2fsecret.txt',
    '/..\\secret.txt',
    '/%5c..%5csecret.txt',
    '/.%00./secret.txt',
    '/%',
    '/%ff',
    '/site.css/',
    '/./../../etc/passwd',
    '/..;/secret.txt',
  ]
  const replies = await Promise.all(climbs.map((path) => get(path)))
  expect(replies.filter((reply) => reply.text.includes('not served'))).toEqual([])
  expect(replies.map((reply) => [404, 400, 308].includes(reply.status))).toEqual(climbs.map(() => true))
})

test('every answer forbids framing, sniffing, caching and referrers', async () => {
  const wanted = [
    'X-Frame-Options: DENY',
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Referrer-Policy: no-referrer',
    'Cross-Origin-Resource-Policy: same-origin',
    'Cross-Origin-Opener-Policy: same-origin',
    "frame-ancestors 'none'",
  ]
  const paths = ['/', '/nothing', '/health', '/api/runs', '/site.css', '//evil']
  const replies = await Promise.all(paths.map((path) => get(path)))
  expect(replies.flatMap((reply) => wanted.filter((line) => !reply.text.includes(line)))).toEqual([])
  expect(replies.filter((reply) => /access-control/i.test(reply.text))).toEqual([])
})

test('a page allows its own inline scripts and styles by their hashes, and no others', () => {
  const policy = policyOf(
    '<script src="/a.js"></script><script type="module">run("&")</script><style>p{}</style><p style="color: ' +
      '&#34;red&#34;" data-style="solid">',
  )
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${sha('run("&")')}`,
    `style-src 'self' ${sha('p{}')}`,
    `style-src-attr 'unsafe-hashes' ${sha('color: "red"')}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ])
})

test('health says a constant', async () => {
  expect((await get('/health')).text).toMatch(/\{"runner":"shipshape"\}$/)
})

test('a port that is in use and a site that was not built are reported with what fixes them', async () => {
  const options = { state: served.state, playbooks: [small], targets: [], onLog: () => undefined }
  const inUse = startServer({ ...options, port: served.server.port, dist: join(served.state, '..', 'dist') })
  await expect(inUse).rejects.toMatchObject({ code: 'busy', hint: expect.stringContaining('--port') as string })
  const unbuilt = startServer({ ...options, port: 0, dist: '/nowhere' })
  await expect(unbuilt).rejects.toEqual(
    new RunnerError('blocked', 'There is no built site in “/nowhere”.', { hint: 'npm run build' }),
  )
})

test.each([
  ['linux', { DISPLAY: ':0' }, 'xdg-open'],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ['linux', {}, undefined],
  ['linux', { DISPLAY: ':0', CI: 'true' }, undefined],
  ['darwin', {}, 'open'],
  ['win32', {}, undefined],
] as const)('on %s with %j the browser is opened by %s', (platform, env, opener) => {
  expect(openerFor(platform, env)).toBe(opener)
})
