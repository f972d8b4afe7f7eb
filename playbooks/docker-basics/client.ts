import { contains, exits, matches, prints, run, sh, step, target, text } from '../model/index.ts'

const onlyLooks = 'It only looks; what it looks at was there before.'

export const version = step('version', {
  title: { en: 'Ask both for their version', 'zh-cn': '询问两边的版本' },
  action: run(sh`docker version`),
  checks: [
    exits(0),
    prints(contains(text`Client`)),
    prints(matches(/^Server/)),
    { kind: 'engine', endpoint: text`tcp://${target.address}:2376`, state: 'answers' },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})
