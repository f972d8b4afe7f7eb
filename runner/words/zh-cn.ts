import type { Feature, Need } from '../../playbooks/model/need.ts'
import type { Words } from '../../playbooks/model/text.ts'
import { inOneLine } from '../checks/words/one-line.ts'
import { ended } from '../checks/words/zh-cn.ts'
import { formatDuration } from '../core/clock.ts'
import type { NotRun } from '../core/reason.ts'
import { ranges } from '../protocol/scope.ts'
import type { Dictionary } from './dictionary.ts'

const features: { readonly [feature in Feature]: string } = {
  'host-shell': 'shell',
  'guest-shell': '虚拟机里的 shell',
  engine: 'Docker 引擎',
  machine: '虚拟机',
  'host-only-network': '仅主机网络',
  terminal: '终端',
  windows: '运行 Windows 的虚拟机',
}

const computers = {
  'intel-mac': '使用 Intel 处理器的 Mac',
  'apple-silicon-mac': '使用 Apple 芯片的 Mac',
} as const

const need = (wanted: Need): string => {
  switch (wanted.kind) {
    case 'program':
      return `程序“${wanted.name}”`
    case 'feature':
      return features[wanted.name]
    case 'computer':
      return computers[wanted.make]
    case 'free-disk':
      return `${wanted.gigabytes} GB 空闲磁盘空间`
    case 'free-memory':
      return `${wanted.gigabytes} GB 空闲内存`
    case 'network':
      return `能够访问 ${wanted.host}`
  }
}

const how = (exitCode: number | null): string => (exitCode === 0 ? '成功了' : `以退出码 ${String(exitCode)} 结束了`)

/** 撤销命令的输出：足以看出问题所在。 */
const said = (text: string): string => (text === '' ? '没有任何输出' : `输出为“${inOneLine(text, 400)}”`)

const things = {
  container: '容器',
  image: '镜像',
  volume: '卷',
  network: '网络',
  context: 'Docker 上下文',
  file: '文件',
  folder: '目录',
} as const

const ran = { undo: '撤销命令已运行', everything: '其他步骤都已撤销' } as const

const list = (assertions: readonly Words[]): string => assertions.map((each) => each['zh-cn']).join('；')

const amounts = { 'free-disk': '空闲磁盘空间', 'free-memory': '空闲内存' } as const

const notRunBecause = { skipped: '已跳过', blocked: '受阻' } as const

const notRun = ({ numbers, status, why }: NotRun): string =>
  `第 ${ranges(numbers).join('、')} 步${notRunBecause[status]}${why === undefined ? '。' : `：${why['zh-cn']}`}`

export const zhCn: Dictionary = {
  'computer-incomplete': () => '这台电脑缺少运行所需的条件。',
  'names-taken': () => '本指南要用的名称已被占用；没有执行任何命令。',
  'no-steps': () => '没有运行任何步骤。',
  'not-all-undone': () => '有些操作没有撤销。',
  'undos-unseen': ({ steps }) => `无法查看${steps.map((step) => `“${step}”`).join('、')}的撤销是否生效。`,
  'not-all-run': ({ steps }) => steps.map(notRun).join(''),
  'run-cancelled': () => '运行已取消。',
  'start-again': () => '请重新开始。',
  'fresh-target': () => '请再次运行本指南，它会得到一个全新的目标。',
  'builds-on': ({ step, earlier }) =>
    `步骤“${step}”以 ${earlier.map((id) => `“${id}”`).join('、')} 为基础，所以先执行它们。`,
  'not-closed': ({ why }) => `目标没有恢复原状：${why['zh-cn']}`,

  'unknown-input': ({ playbook, name }) => `教程“${playbook}”不需要输入“${name}”。`,
  'known-inputs': ({ names }) =>
    names.length === 0 ? '它不需要任何输入：请去掉 --input。' : `它需要的输入：${names.join('、')}。`,
  'meant-input': ({ name }) => `你是指“${name}”吗？`,
  'input-misfit': ({ title, value }) =>
    value === undefined ? `“${title['zh-cn']}”的值无效。` : `“${value}”不能用作“${title['zh-cn']}”。`,
  'input-pattern': ({ pattern }) => `值必须匹配 ${pattern}。`,
  'no-input': ({ title }) => `没有提供“${title['zh-cn']}”`,
  'give-input': ({ name, secret }) =>
    secret
      ? `请在页面上填写，或者指定包含它的文件：--input ${name}=@FILE`
      : `请在页面上填写，或者在终端里提供：--input ${name}=VALUE`,

  'only-by-hand': () => '这一步只能由人来做，而现在没有人在场',
  'do-by-hand': () => '请在页面上或终端里运行本指南，并在提示时完成这一步。',
  cancelled: () => '已取消。',
  missing: ({ what }) => `${what['zh-cn']}。`,
  unsaved: ({ name, from, pattern }) => `${from} 中没有任何内容匹配 ${pattern}，所以无法保存值“${name}”。`,
  'empty-value': ({ name, from, pattern }) => `${pattern} 在 ${from} 中匹配到的内容为空，所以无法保存值“${name}”。`,
  'ended-from-outside': () => '命令被外部终止。',
  'asked-for-input': () =>
    '命令要求从标准输入读取内容，但没有人输入。请在命令中直接给出回答（如 --yes 之类的选项或管道），或把这一步改为交互式步骤。',
  overdue: ({ afterMs }) => `命令 ${formatDuration(afterMs)} 后仍在运行，已被终止。`,
  'exit-code': ({ exitCode }) => `命令以退出码 ${String(exitCode)} 结束。`,
  'other-exit-code': ({ expected, exitCode }) => `命令本应以退出码 ${expected} 失败，但它${how(exitCode)}。`,
  'did-not-hang': ({ forMs, tookMs, exitCode }) =>
    `命令本应卡住 ${formatDuration(forMs)}，但 ${formatDuration(tookMs)} 后${how(exitCode)}。`,

  'held-early': ({ assertion }) => `“${assertion['zh-cn']}”在这一步之前就已成立，所以什么也证明不了。`,
  'unknown-value': () => '所需的值未知',
  'value-expected': () => '一个可供查找的值',
  'observer-hangs': ({ withinMs }) => `观察者 ${formatDuration(withinMs)} 内没有响应`,

  'not-shown-by-hand': ({ line, saw, expected }) =>
    `检查全部通过，但手动执行“${line}”看不到这一结果：预期${expected['zh-cn']}，实际${saw['zh-cn']}。`,
  'not-ended': () => '没有结束',
  'ending-expected': () => '命令结束',

  'not-undone': ({ step, why }) => `步骤“${step}”没有撤销：${why['zh-cn']}。`,
  'target-gone': () => '它的目标已经不在',
  'undo-by-hand': () => '只有人才能做这件事',
  'undo-skipped': () => '运行被取消了两次，所以跳过了它',
  'undo-interrupted': () => '运行被取消了两次，所以中断了它',
  'undo-asked': () => '命令要求从标准输入读取内容',
  'undo-overdue': ({ afterMs }) => `${formatDuration(afterMs)} 后仍在运行`,
  'undo-ended': (reason) => ended(reason.how),
  'undo-failed': (reason) => `${ended(reason.how)}，${said(reason.wrote)}`,
  'still-holds': ({ after, assertions }) => `${ran[after]}，但以下情况仍然成立：${list(assertions)}`,
  'undo-unseen': ({ after, assertion, why }) =>
    `${ran[after]}，但无法查看是否奏效：${assertion['zh-cn']}（${why['zh-cn']}）`,
  'no-own-undo': () => '这一步没有自己的撤销命令：请手动删除它创建的东西。',

  'name-taken': ({ thing, name }) =>
    thing === 'file' || thing === 'folder'
      ? `${things[thing]} ${name} 已经存在，本指南会覆盖并删除它。`
      : `名为“${name}”的${things[thing]}已经存在，本指南会删除它。`,
  'existed-before': ({ thing, name }) =>
    `没有执行撤销，因为${things[thing]}“${name}”在这一步之前就已存在，不是这次运行创建的`,
  'taken-unseen': ({ thing, name, why }) => `无法查看${things[thing]}“${name}”是否已经存在：${why['zh-cn']}。`,

  'other-target': () => '请用 --target 选择另一个目标。',
  'no-feature': ({ target, feature }) => `目标“${target}”不提供${features[feature]}`,
  'no-program': ({ name }) => `没有程序“${name}”`,
  'other-computer': (reason) => `这台电脑（${reason.system}，${reason.processor}）不是${need(reason.need)}`,
  'too-little': ({ of, gigabytes, needed }) => `${amounts[of]}：${gigabytes.toFixed(1)} GB，但需要 ${needed} GB`,
  unreachable: ({ host }) => `无法访问“${host}”`,
  need: (reason) => need(reason.need),
}
