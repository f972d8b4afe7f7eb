import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { observeHttp } from '../../../../runner/checks/http/observe.ts'
import { freePort, listen } from '../listening.ts'

const signal = new AbortController().signal

test('an HTTP answer is seen with status and body, a redirect as itself', async () => {
  const port = await listen(createServer((_, answer) => answer.writeHead(302, { location: '/' }).end('there')))
  expect(await observeHttp(`http://127.0.0.1:${port}/`, signal)).toEqual({ kind: 'http', status: 302, body: 'there' })
})

test('a server that is not there is unreachable, with the reason', async () => {
  const port = await freePort()
  expect(await observeHttp(`http://127.0.0.1:${port}/`, signal)).toEqual({
    kind: 'unreachable',
    reason: {
      en: `http://127.0.0.1:${port}/ does not answer: “ECONNREFUSED”`,
      'zh-cn': `http://127.0.0.1:${port}/ 没有响应：“ECONNREFUSED”`,
    },
  })
})
