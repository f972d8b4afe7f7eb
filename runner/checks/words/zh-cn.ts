import { patternText } from '../../../playbooks/model/pattern.ts'
import type { Observed } from '../../contract/observation.ts'
import type { ExecResult } from '../../contract/session.ts'
import type { ActualMatch } from '../match.ts'
import { inOneLine } from './one-line.ts'

const isBlank = (text: string): boolean => inOneLine(text) === ''
export const quoted = (text: string): string => `“${inOneLine(text)}”`

/** What a match demands: `包含“web”`. */
export const demands = (match: ActualMatch): string => {
  switch (match.how) {
    case 'equals':
      return is(match.text)
    case 'contains':
      return `包含${quoted(match.text)}`
    case 'excludes':
      return `不包含${quoted(match.text)}`
    case 'matches':
      return `匹配 ${patternText(match)}`
  }
}

const is = (text: string): string => (isBlank(text) ? '为空' : `为${quoted(text)}`)

export const places = { host: '这台电脑上', guest: '虚拟机里' } as const

/** What an engine keeps, and the machine around it. */
export const objects = {
  container: '容器',
  image: '镜像',
  volume: '卷',
  network: '网络',
  engine: '引擎',
  machine: '虚拟机',
} as const

const usualStates = new Map([
  ['running', '正在运行'],
  ['paused', '已暂停'],
  ['exited', '已退出'],
  ['created', '已创建但未启动'],
  ['restarting', '正在重启'],
  ['saved', '已保存'],
  ['poweroff', '已关机'],
  ['present', '存在'],
  ['absent', '不存在'],
  ['empty', '为空'],
  ['none', '没有'],
  ['open', '开放'],
  ['refused', '拒绝连接'],
  ['silent', '无响应'],
  ['closed', '未响应就关闭连接'],
  ['answers', '有响应'],
])

/** A state that an engine may invent one day is shown as it is. */
export const stateOf = (state: string): string => usualStates.get(state) ?? state

/** What a file is to hold. */
export const holding = (content: ActualMatch | undefined): string =>
  content === undefined ? '' : `，内容${demands(content)}`

/** Words for states that only one kind of check sees. */
type StateWords = { readonly [state in string]?: string }

/** What was seen of the world. */
export const saw = (seen: Observed, states: StateWords = {}): string => {
  switch (seen.kind) {
    case 'state':
      return withDetail(states[seen.state] ?? stateOf(seen.state), seen.detail?.['zh-cn'])
    case 'http':
      return `状态码 ${seen.status}${seen.body === undefined ? '' : `，正文${is(seen.body)}`}`
    case 'content':
      return `存在，内容${is(seen.content)}`
    case 'address':
      return seen.address
    case 'device':
      return seen.device
    case 'value':
      return wrote(seen.value)
    case 'nothing':
      return `${seen.at} 处没有值`
    case 'absent':
      return withDetail(states['absent'] ?? stateOf('absent'), seen.detail?.['zh-cn'])
  }
}

const withDetail = (state: string, detail: string | undefined): string =>
  detail === undefined ? state : `${state}（${detail}）`

/** What a command wrote. */
export const wrote = (text: string): string => (isBlank(text) ? '没有内容' : quoted(text))

const whyEnded = {
  'by-itself': '已结束',
  deadline: '已超时，被终止',
  cancelled: '被终止',
  asked: '等待标准输入，被终止',
} as const

/** How a command ended. */
export const ended = ({ exitCode, ended: how }: Pick<ExecResult, 'exitCode' | 'ended'>): string => {
  if (exitCode !== null) return `退出码 ${exitCode}`
  return `没有退出码：${whyEnded[how]}`
}
