import type { Words } from '../playbooks/model/index.ts'

/** QEMU's names for how it runs a VM. */
const manners: { readonly [accelerator: string]: Words } = {
  tcg: { en: 'emulated', 'zh-cn': '软件模拟' },
  kvm: { en: 'accelerated by KVM', 'zh-cn': 'KVM 加速' },
  hvf: { en: 'accelerated by macOS', 'zh-cn': 'macOS 加速' },
  whpx: { en: 'accelerated by Windows', 'zh-cn': 'Windows 加速' },
}

/**
 * Where a run took place, as part of a sentence. A report describes its target in English only; the packages' own
 * numbers in it are left out. A description of an unknown form is shown as it is.
 */
export const placeOf = (description: string): Words => {
  const [, qemu, accelerator = ''] = /^lab: QEMU (\S+)(?: \([^)]*\))?, (\w+)$/.exec(description) ?? []
  const manner = manners[accelerator]
  if (qemu !== undefined && manner !== undefined)
    return { en: `the lab (QEMU ${qemu}, ${manner.en})`, 'zh-cn': `实验环境（QEMU ${qemu}，${manner['zh-cn']}）` }
  const [, product, engine, context] =
    /^engine: (.+) \(engine (\S+)\), (?:context “(.*)”|DOCKER_HOST)$/.exec(description) ?? []
  if (product === undefined) return { en: description, 'zh-cn': description }
  const by =
    context === undefined
      ? { en: 'DOCKER_HOST', 'zh-cn': 'DOCKER_HOST' }
      : { en: `context “${context}”`, 'zh-cn': `上下文“${context}”` }
  return {
    en: `your own engine (${product}, engine ${engine}, ${by.en})`,
    'zh-cn': `你自己的引擎（${product}，引擎 ${engine}，${by['zh-cn']}）`,
  }
}
