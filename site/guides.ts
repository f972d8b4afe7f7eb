import type { Words } from '../playbooks/model/index.ts'

interface SidebarGroup {
  readonly label: Words
  /** The names of the pages, in reading order. A page that does not exist yet is left out. */
  readonly pages: readonly string[]
}

/** All pages except the home page: the sidebar and the home page show them in this order. */
export const sidebarGroups: readonly SidebarGroup[] = [
  {
    label: { en: 'Guides', 'zh-cn': '指南' },
    pages: [
      // One a line.
      'first-container',
      'containers',
      'images',
      'ports-and-networks',
      'volumes',
      'registries',
      'limits-and-health',
      'compose',
      'builds',
      'boot2docker',
      'docker-for-mac',
      'binds-on-a-mac',
      'arm-on-mac',
      'build-for-elsewhere',
      'windows-on-fusion',
    ],
  },
  {
    label: { en: 'Reference', 'zh-cn': '参考' },
    pages: ['choose', 'troubleshooting', 'errata', 'coverage'],
  },
]
