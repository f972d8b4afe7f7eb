import type { ActualCheck, Observation } from '../../targets/target.ts'
import { type ActualMatch, type Wording, inOneLine } from './wording.ts'

const isBlank = (text: string): boolean => inOneLine(text) === ''
const quoted = (text: string): string => `“${inOneLine(text)}”`

/** What a match demands: `包含“web”`. */
const demands = (match: ActualMatch): string => {
  switch (match.how) {
    case 'equals':
      return is(match.text)
    case 'contains':
      return `包含${quoted(match.text)}`
    case 'excludes':
      return `不包含${quoted(match.text)}`
    case 'matches':
      return `匹配 /${match.pattern}/`
  }
}

const is = (text: string): string => (isBlank(text) ? '为空' : `为${quoted(text)}`)

const streams = { stdout: '标准输出', stderr: '标准错误' } as const
const places = { host: '这台电脑上', guest: '虚拟机里' } as const
const objects = {
  container: '容器',
  image: '镜像',
  volume: '卷',
  network: '网络',
  engine: '引擎',
  machine: '虚拟机',
} as const

const states = new Map([
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
  ['silent', '没有回音'],
  ['answers', '有应答'],
])

/** An unknown state is shown unchanged. */
const stateOf = (state: string): string => states.get(state) ?? state

const holding = (content: ActualMatch | undefined): string => (content === undefined ? '' : `，内容${demands(content)}`)

const assertion = (check: ActualCheck): string => {
  switch (check.kind) {
    case 'exit-code':
      return `退出码为 ${check.equals}`
    case 'output':
      return `${streams[check.stream]}${demands(check.match)}`
    case 'container':
    case 'image':
    case 'volume':
    case 'network':
    case 'machine':
      return `${objects[check.kind]}“${check.name}”${stateOf(check.state)}`
    case 'inspect':
      return `${objects[check.of]}“${check.name}”的 ${check.at} ${check.match === 'absent' ? '不存在' : demands(check.match)}`
    case 'container-file':
      return `容器“${check.container}”里的文件 ${check.path} ${stateOf(check.state)}${holding(check.content)}`
    case 'published-port':
      return `容器“${check.container}”的 ${check.guestPort} 端口发布为 ${check.hostPort}`
    case 'port':
      return `${check.host} 的 ${check.port} 端口${stateOf(check.state)}`
    case 'http':
      return `${check.login === undefined ? '' : `以 ${check.login.user} 登录时，`}${check.url} 返回 ${check.status}${check.body === undefined ? '' : `，正文${demands(check.body)}`}`
    case 'engine':
      return `${check.endpoint} 上的引擎${stateOf(check.state)}`
    case 'file':
      return `${places[check.where]}的文件 ${check.path} ${stateOf(check.state)}${holding(check.content)}`
    case 'folder':
      return `${places[check.where]}的文件夹 ${check.path} ${stateOf(check.state)}`
    case 'process':
      return `${places[check.where]}${check.state === 'absent' ? '没有' : '正在运行'}进程“${check.command}”`
    case 'name':
      return check.address === 'none' ? `名称 ${check.name} 无法解析` : `名称 ${check.name} 解析为 ${check.address}`
    case 'route':
      return `发往 ${check.to} 的数据包经 ${check.device} 发出`
    case 'variable':
      return `变量 ${check.name} ${check.match === 'unset' ? '未设置' : demands(check.match)}`
  }
}

const expected = (check: ActualCheck): string => {
  switch (check.kind) {
    case 'exit-code':
      return `退出码 ${check.equals}`
    case 'output':
      return `文本${demands(check.match)}`
    case 'http':
      return `状态码 ${check.status}${check.body === undefined ? '' : `，正文${demands(check.body)}`}`
    case 'file':
    case 'container-file':
      return check.content === undefined ? stateOf(check.state) : `内容${demands(check.content)}`
    case 'name':
      return check.address === 'none' ? '没有地址' : check.address
    case 'route':
      return check.device
    case 'variable':
      return check.match === 'unset' ? '未设置' : `值${demands(check.match)}`
    case 'inspect':
      return check.match === 'absent' ? '那里没有值' : `值${demands(check.match)}`
    case 'published-port':
      return check.hostPort
    case 'folder':
    case 'container':
    case 'image':
    case 'volume':
    case 'network':
    case 'port':
    case 'engine':
    case 'process':
    case 'machine':
      return stateOf(check.state)
  }
}

const saw = (seen: Observation): string => {
  switch (seen.kind) {
    case 'state':
      return seen.detail === undefined ? stateOf(seen.state) : `${stateOf(seen.state)}（${seen.detail['zh-cn']}）`
    case 'http':
      return `状态码 ${seen.status}，正文${is(seen.body)}`
    case 'content':
      return `存在，内容${is(seen.content)}`
    case 'address':
      return seen.address === 'none' ? '没有地址' : seen.address
    case 'device':
      return seen.device
    case 'value':
      return seen.value === 'unset' ? '未设置' : wrote(seen.value)
    case 'nothing':
      return `${seen.at} 处没有值`
    case 'unreachable':
      return `无法查看：${seen.reason['zh-cn']}`
  }
}

const wrote = (text: string): string => (isBlank(text) ? '没有内容' : quoted(text))

export const zhCn: Wording = {
  assertion,
  expected,
  saw,
  wrote,
  ended: ({ exitCode, ended }) => {
    if (exitCode !== null) return `退出码 ${exitCode}`
    return ended === 'deadline' ? '没有退出码：已超时，被终止' : '没有退出码：被终止'
  },
}
