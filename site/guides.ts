import type { Words } from '../playbooks/model/index.ts'

interface SidebarGroup {
  readonly label: Words
  /** The names of the pages, in the order in which a reader learns. One that is not written yet is left out. */
  readonly pages: readonly string[]
}

/** All pages but the first one: the sidebar and the home page show them in this order. */
export const sidebarGroups: readonly SidebarGroup[] = [
  {
    label: { en: 'Guides', 'zh-cn': '指南' },
    pages: [
      // One a line.
      'docker-basics',
      'boot2docker',
      'docker-for-mac',
      'arm-on-mac',
      'windows-on-fusion',
    ],
  },
  {
    label: { en: 'To look up', 'zh-cn': '速查' },
    pages: ['choose', 'troubleshooting', 'errata'],
  },
]
