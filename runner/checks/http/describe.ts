import type { Description } from '../kind.ts'
import * as en from '../words/en.ts'
import * as zhCn from '../words/zh-cn.ts'

export const describe: Description<'http'> = {
  en: {
    assertion: ({ url, status, body, login, accept }) =>
      [
        `${url} answers ${status}`,
        login === undefined ? '' : ` to ${login.user}`,
        accept === undefined ? '' : `, asked for ${accept}`,
        body === undefined ? '' : ` and its body ${en.demands(body)}`,
      ].join(''),
    expected: ({ status, body }) =>
      `status ${status}${body === undefined ? '' : ` and a body that ${en.demands(body)}`}`,
    states: {
      ...{ refused: 'connection refused', silent: 'no answer', closed: 'closed without an answer' },
      absent: 'no such host',
    },
  },
  'zh-cn': {
    assertion: ({ url, status, body, login, accept }) =>
      [
        login === undefined ? '' : `以 ${login.user} 登录时，`,
        accept === undefined ? '' : `请求 ${accept} 时，`,
        `${url} 返回 ${status}`,
        body === undefined ? '' : `，正文${zhCn.demands(body)}`,
      ].join(''),
    expected: ({ status, body }) => `状态码 ${status}${body === undefined ? '' : `，正文${zhCn.demands(body)}`}`,
    states: { absent: '没有这个主机' },
  },
}
