import type { Words } from '../../playbooks/model/text.ts'
import type { Disagreement } from './disagreement.ts'

type Say = {
  readonly [Kind in Disagreement['kind']]: (why: Extract<Disagreement, { readonly kind: Kind }>) => Words
}

/** A longer list of files is cut. */
const mostListed = 3

const short = (commit: string): string => commit.slice(0, 12)

const commitFaults = {
  unknown: (commit: string): Words => ({
    en: `this repository has no commit ${short(commit)}`,
    'zh-cn': `此仓库中没有提交 ${short(commit)}`,
  }),
  elsewhere: (commit: string): Words => ({
    en: `commit ${short(commit)} is not part of the history of what is checked out`,
    'zh-cn': `提交 ${short(commit)} 不在当前检出版本的历史中`,
  }),
}

const say: Say = {
  'not-a-file': () => ({ en: 'it is not a regular file', 'zh-cn': '它不是普通文件' }),
  'too-large': ({ bytes, most }) => ({
    en: `it has ${bytes} bytes, and at most ${most} are read`,
    'zh-cn': `它有 ${bytes} 字节，而最多只读取 ${most} 字节`,
  }),
  'not-json': () => ({ en: 'it is not JSON', 'zh-cn': '它不是 JSON' }),
  'unknown-field': ({ field }) => ({
    en: `it has the field “${field}”, which its format does not have`,
    'zh-cn': `它含有格式中没有的字段“${field}”`,
  }),
  'wrong-field': ({ field }) => ({
    en: `the field “${field}” is missing or has a value that its format does not allow`,
    'zh-cn': `字段“${field}”缺失，或其值不符合格式`,
  }),
  edited: () => ({
    en: 'it is not in the form that the runner writes: it was edited, or has a key twice',
    'zh-cn': '它不是运行器写出的形式：有人改动过，或者有重复的键',
  }),
  digest: () => ({
    en: 'it was changed after it was written: its digest does not match',
    'zh-cn': '它写成之后被改动过：摘要不符',
  }),
  'other-name': ({ expected }) => ({
    en: `by its content its name would be ${expected}`,
    'zh-cn': `按其内容，文件名应为 ${expected}`,
  }),
  'unknown-guide': ({ playbook }) => ({
    en: `there is no guide “${playbook}”`,
    'zh-cn': `没有名为“${playbook}”的指南`,
  }),
  'other-steps': () => ({
    en: 'its steps are not those of the guide, in their order',
    'zh-cn': '其中的步骤与指南的步骤或顺序不一致',
  }),
  'step-changed': ({ step }) => ({
    en: `it has the content hash of the guide as it is now, but another hash of the step “${step}”`,
    'zh-cn': `内容哈希与指南的当前内容一致，步骤“${step}”的哈希却不同`,
  }),
  status: ({ status }) => ({
    en: `the run cannot have been “${status}” with the steps that it has`,
    'zh-cn': `从各步骤的结果来看，运行结果不可能是“${status}”`,
  }),
  scope: () => ({
    en: 'the number of its steps does not agree with the guide',
    'zh-cn': '步骤数与指南不一致',
  }),
  'no-driver': ({ target }) => ({
    en: `no program can run a guide on “${target}” yet`,
    'zh-cn': `目前还没有程序能在“${target}”上运行指南`,
  }),
  'other-target': ({ target }) => ({
    en: `the guide does not run on “${target}”`,
    'zh-cn': `此指南不在“${target}”上运行`,
  }),
  'no-detail': ({ detail }) => ({
    en: `it does not say which ${detail} was used`,
    'zh-cn': `没有注明所用的 ${detail}`,
  }),
  'stand-in': ({ image }) => ({
    en: `the stand-in ${image} is not one for the image of that name`,
    'zh-cn': `替身镜像 ${image} 与其所代替的镜像名称不符`,
  }),
  'recording-missing': ({ file }) => ({
    en: `its recording ${file} is missing`,
    'zh-cn': `缺少它的录制文件 ${file}`,
  }),
  'recording-unreadable': ({ file, why }) => ({
    en: `its recording ${file} is invalid: ${sayDisagreement(why).en}`,
    'zh-cn': `它的录制文件 ${file} 无效：${sayDisagreement(why)['zh-cn']}`,
  }),
  'recording-changed': ({ file }) => ({
    en: `its recording ${file} was changed after the run: its digest does not match`,
    'zh-cn': `它的录制文件 ${file} 在运行之后被改动过：摘要不符`,
  }),
  'recording-of-another-run': ({ file }) => ({
    en: `the recording ${file} is of another run`,
    'zh-cn': `录制文件 ${file} 来自另一次运行`,
  }),
  'recording-steps': ({ file }) => ({
    en: `the recording ${file} does not have the steps that passed`,
    'zh-cn': `录制文件 ${file} 中的步骤与通过的步骤不一致`,
  }),
  'journal-missing': ({ file }) => ({
    en: `its journal ${file} is missing`,
    'zh-cn': `缺少它的日志 ${file}`,
  }),
  'journal-unreadable': ({ file, why }) => ({
    en: `its journal ${file} is invalid: ${sayDisagreement(why).en}`,
    'zh-cn': `它的日志 ${file} 无效：${sayDisagreement(why)['zh-cn']}`,
  }),
  'journal-changed': ({ file }) => ({
    en: `its journal ${file} was changed after the run: its digest does not match`,
    'zh-cn': `它的日志 ${file} 在运行之后被改动过：摘要不符`,
  }),
  'journal-of-another-run': ({ file }) => ({
    en: `the journal ${file} is of another run`,
    'zh-cn': `日志 ${file} 来自另一次运行`,
  }),
  'journal-steps': ({ file }) => ({
    en: `the steps in the journal ${file} have other results`,
    'zh-cn': `日志 ${file} 中各步骤的结果与之不符`,
  }),
  'damaged-line': ({ line }) => ({
    en: `its line ${line} is not as the runner wrote it`,
    'zh-cn': `第 ${line} 行与运行器写出的内容不一致`,
  }),
  'in-the-future': ({ at }) => ({ en: `its time, ${at}, is in the future`, 'zh-cn': `其时间 ${at} 在未来` }),
  'ends-before-it-starts': () => ({
    en: 'its run ended before it started',
    'zh-cn': '运行的结束时间早于开始时间',
  }),
  durations: () => ({
    en: 'the durations of its steps and of its run do not agree',
    'zh-cn': '各步骤的用时与整次运行的用时不符',
  }),
  figures: () => ({
    en: 'its numbers do not agree with the commands that it lists',
    'zh-cn': '其中的数字与列出的命令不符',
  }),
  commit: ({ fault, commit }) => commitFaults[fault](commit),
  'later-commit': ({ commit }) => ({
    en: `commit ${short(commit)} was made after the run`,
    'zh-cn': `提交 ${short(commit)} 晚于这次运行`,
  }),
  dirty: ({ paths }) => {
    const [shown, more] = [paths.slice(0, mostListed), paths.length - mostListed]
    return {
      en: `files differed from the commit when it ran: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
      'zh-cn': `运行时有文件与提交不一致：${shown.join('、')}${more > 0 ? ` 等 ${paths.length} 个` : ''}`,
    }
  },
}

/** A disagreement as a clause, without a full stop. */
export const sayDisagreement = (why: Disagreement): Words => {
  // A function for a kind takes the disagreement of that kind, which the compiler cannot follow through a table.
  const sayKind = say[why.kind] as (why: Disagreement) => Words
  return sayKind(why)
}
