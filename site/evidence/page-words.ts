import type { Language } from '../../playbooks/model/index.ts'
import type { Unproven } from '../../runner/evidence/mark.ts'

/** The texts of evidence pages, in one language. */
export interface EvidenceWords {
  readonly title: (guide: string) => string
  readonly description: (guide: string) => string
  readonly transcriptTitle: (guide: string) => string
  readonly transcriptDescription: (guide: string) => string
  readonly allTitle: string
  readonly allDescription: string
  readonly guide: string
  readonly on: (target: string) => string
  /** Why there is no proof. */
  readonly unproven: { readonly [why in Unproven]: string }
  readonly why: string
  readonly result: string
  readonly passed: (passed: number, all: number) => string
  readonly when: string
  readonly took: string
  readonly vm: string
  readonly details: { readonly [name: string]: string }
  readonly computer: string
  readonly runner: string
  readonly commit: string
  readonly commitFound: string
  readonly commitUnchecked: string
  readonly noCommit: string
  readonly standIns: string
  readonly standInFor: (image: string) => string
  readonly noStandIns: string
  readonly missing: string
  readonly files: string
  readonly evidence: string
  readonly recording: string
  readonly journal: string
  readonly transcript: string
  readonly again: string
  readonly earlier: string
  readonly noEarlier: string
  readonly steps: string
}

export const evidenceWords: { readonly [language in Language]: EvidenceWords } = {
  en: {
    title: (guide) => `Evidence: ${guide}`,
    description: (guide) => `When, where and with what the guide “${guide}” was verified.`,
    transcriptTitle: (guide) => `Transcript: ${guide}`,
    transcriptDescription: (guide) => `The run that verified the guide “${guide}”, step by step, with its output.`,
    allTitle: 'Evidence',
    allDescription: 'When, where and with what each guide was verified.',
    guide: 'Read the guide',
    on: (target) => `On ${target}`,
    unproven: {
      'no-evidence': 'Nobody has kept the evidence of a run yet.',
      'no-driver': 'No program can run a guide on this target yet, so nothing can verify it.',
      'other-format': 'There is evidence of another version of the runner, which this one does not believe.',
      'no-result': 'The last run was stopped, or did not work on the computer where it ran.',
      'failed-before-change': 'The last run failed, and the guide has changed since.',
    },
    why: 'Why it is invalid:',
    result: 'Result',
    passed: (passed, all) => `${passed} of ${all} steps passed`,
    when: 'When',
    took: 'Duration',
    vm: 'VM',
    details: {
      image: 'Image of the VM',
      kernel: 'Kernel',
      engine: 'Engine',
      containerd: 'containerd',
      client: 'Docker client',
    },
    computer: 'Computer',
    runner: 'Runner',
    commit: 'Commit',
    commitFound: 'part of this repository’s history',
    commitUnchecked: 'could not be checked: this site was built without the repository’s history',
    noCommit: 'none: it was run outside of a repository',
    standIns: 'Stand-ins',
    standInFor: (image) => `in place of ${image}`,
    noStandIns: 'none',
    missing: 'Missing on the computer',
    files: 'Files',
    evidence: 'Evidence (JSON)',
    recording: 'Recording (asciinema)',
    journal: 'Journal (JSON Lines)',
    transcript: 'Transcript of the run',
    again: 'Verify it yourself:',
    earlier: 'Earlier runs',
    noEarlier: 'No earlier run was replaced.',
    steps: 'Steps',
  },
  'zh-cn': {
    title: (guide) => `证据：${guide}`,
    description: (guide) => `指南“${guide}”是何时、在何处、用什么验证的。`,
    transcriptTitle: (guide) => `运行记录：${guide}`,
    transcriptDescription: (guide) => `验证指南“${guide}”的那次运行：每一步的命令、输出与检查结果。`,
    allTitle: '证据',
    allDescription: '每篇指南是何时、在何处、用什么验证的。',
    guide: '阅读指南',
    on: (target) => `运行于${target}`,
    unproven: {
      'no-evidence': '还没有保存过任何一次运行的证据。',
      'no-driver': '目前还没有程序能在此目标上运行指南，因此无从验证。',
      'other-format': '有另一版本的运行器生成的证据，当前版本不予采信。',
      'no-result': '上次运行被中止，或所用的电脑无法完成运行。',
      'failed-before-change': '上次运行失败，此后指南有改动。',
    },
    why: '证据无效的原因：',
    result: '结果',
    passed: (passed, all) => `${all} 步中有 ${passed} 步通过`,
    when: '时间',
    took: '用时',
    vm: '虚拟机',
    details: {
      image: '虚拟机镜像',
      kernel: '内核',
      engine: '引擎',
      containerd: 'containerd',
      client: 'Docker 客户端',
    },
    computer: '电脑',
    runner: '运行器',
    commit: '提交',
    commitFound: '在此仓库的历史中',
    commitUnchecked: '无法核对：构建此网站时没有仓库的历史记录',
    noCommit: '无：在仓库之外运行',
    standIns: '替身镜像',
    standInFor: (image) => `代替 ${image}`,
    noStandIns: '无',
    missing: '电脑上缺少的',
    files: '文件',
    evidence: '证据（JSON）',
    recording: '录制（asciinema）',
    journal: '日志（JSON Lines）',
    transcript: '运行记录',
    again: '自行验证：',
    earlier: '更早的运行',
    noEarlier: '没有被替换的更早的运行。',
    steps: '步骤',
  },
}
