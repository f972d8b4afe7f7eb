import { type Check, exits, gone, run, sh, step, text } from '../model/index.ts'
import { hello, lookAll, lookLess, sendAll, sendLess } from './context.ts'
import { changeAll, changeOne } from './cache.ts'
import { entryOther, entryRun, entryShell } from './entry.ts'
import { same, twice } from './same.ts'
import { keep, leak } from './secrets.ts'
import { buildStages } from './stages.ts'
import { owned, refused } from './users.ts'

const containers = ['all', 'less', 'small', 'refused', 'owned', 'hello', 'kate', 'other', 'shell']
const images: readonly (readonly [name: string, tags: number])[] = [
  ['app', 6],
  ['user', 2],
  ['entry', 2],
  ['token', 2],
]

const imagesGone: readonly Check[] = images.flatMap(([name, tags]) =>
  Array.from({ length: tags }, (_, index): Check => ({
    ...{ kind: 'image', name: text`builds-${name}:${`${index + 1}`}`, state: 'absent' },
  })),
)

export const cleanUp = step('clean-up', {
  title: { en: 'Remove what you made', 'zh-cn': '删除你创建的东西' },
  action: run(
    sh`docker rm builds-{all,less,small,refused,owned,hello,kate,other,shell} && docker rmi builds-app:{1,2,3,4,5,6} builds-user:{1,2} builds-entry:{1,2} builds-token:{1,2} && rm -rf builds`,
  ),
  checks: [
    exits(0),
    ...containers.map((name) => gone(`builds-${name}`)),
    ...imagesGone,
    { kind: 'folder', where: 'host', path: text`builds`, state: 'absent' },
  ],
  undo: 'nothing', // It undoes earlier steps.
  undoes: [
    ...[hello, sendAll, lookAll, sendLess, lookLess, changeAll, changeOne, buildStages],
    ...[refused, owned, entryRun, entryOther, entryShell, leak, keep, twice, same],
  ],
})
