import { addFiles, addLine } from './copy.ts'

const guide = `import { exits, prints, equals, run, sh, step, text, type Playbook } from './model/index.ts'

export const greet = step('greet', {
  title: { en: 'Greet', 'zh-cn': '打招呼' },
  action: run(sh\`mkdir greeting && echo hello\`),
  checks: [
    exits(0),
    prints(equals(text\`hello\`)),
    { kind: 'folder', where: 'host', path: text\`greeting\`, state: 'present' },
  ],
  undo: run(sh\`rmdir greeting\`),
})

export const greeting: Playbook = {
  id: 'greeting',
  title: { en: 'A greeting', 'zh-cn': '问候' },
  targets: ['engine'],
  machine: 'none',
  duration: '1m',
  needs: [],
  changes: { en: 'One folder, which is removed again.', 'zh-cn': '一个目录，之后会被删除。' },
  steps: [greet],
}
`

/** `up` leads from the page to the folder of the site. */
const page = (up: string, title: string, description: string, heading: string): string => `---
title: ${title}
description: ${description}
---

import RunAll from '${up}components/RunAll.astro'
import Step from '${up}components/Step.astro'
import * as steps from '${up}../playbooks/greeting.ts'

<RunAll playbook={steps.greeting} />

## ${heading}

<Step of={steps.greet} />
`

/** Adds the guide `greeting`. */
export const addGuide = (folder: string): void => {
  addFiles(folder, {
    'playbooks/greeting.ts': guide,
    'site/content/docs/greeting.mdx': page('../../', 'A greeting', 'Say hello to a folder.', 'Say hello'),
    'site/content/docs/zh-cn/greeting.mdx': page('../../../', '问候', '向一个目录问好。', '问好'),
  })
  const entry = "  { id: 'greeting', load: async () => (await import('./greeting.ts')).greeting },"
  addLine(folder, 'playbooks/index.ts', "id: 'boot2docker'", entry)
  addLine(folder, 'site/guides.ts', "'limits-and-health',", "      'greeting',")
}
