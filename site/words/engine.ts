import type { Language } from '../../playbooks/model/index.ts'

/** The texts about the Docker engine that a guide was verified with, in one language. */
export interface EngineWords {
  readonly label: string
  readonly version: (engine: string, containerd: string | undefined) => string
  /** The link to what a newer engine does differently, and its address on the page of engines. */
  readonly newer: string
  readonly anchor: string
}

export const engineWords: { readonly [language in Language]: EngineWords } = {
  en: {
    label: 'Verified with',
    version: (engine, containerd) => `Docker ${engine}${containerd === undefined ? '' : `, containerd ${containerd}`}`,
    newer: 'what is different in Docker 29',
    anchor: 'what-is-different-in-docker-29',
  },
  'zh-cn': {
    label: '验证所用版本',
    version: (engine, containerd) => `Docker ${engine}${containerd === undefined ? '' : `、containerd ${containerd}`}`,
    newer: 'Docker 29 有哪些不同',
    anchor: 'docker-29-有哪些不同',
  },
}
