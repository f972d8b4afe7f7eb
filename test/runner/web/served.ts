import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Playbook } from '../../../playbooks/model/index.ts'
import { exits, run, sh, step } from '../../../playbooks/model/index.ts'
import { contentHash } from '../../../runner/core/hash.ts'
import { startServer, type RunningServer, type ServerOptions } from '../../../runner/server.ts'
import { truthfulTarget, type Rehearsal } from '../../site/support/truthful-target.ts'

const words = (text: string): { en: string; 'zh-cn': string } => ({ en: text, 'zh-cn': text })

/** Two steps are enough to be started, followed and cancelled. */
export const small: Playbook = {
  id: 'small',
  title: words('Small'),
  targets: ['lab'],
  machine: 'none',
  duration: '1m',
  needs: [],
  changes: words('nothing'),
  steps: [
    step('one', { title: words('One'), action: run(sh`true`), checks: [exits(0)], undo: 'nothing' }),
    step('two', { title: words('Two'), action: run(sh`true`), checks: [exits(0)], undo: 'nothing' }),
  ],
}

const page = '<!doctype html><title>Page</title><script>one()</script><p style="color: red">Hello</p>'

export interface Served {
  readonly server: RunningServer
  readonly state: string
  readonly log: readonly string[]
  readonly hash: string
  /** How many runs there are in the state folder. */
  readonly runs: () => Promise<number>
  readonly close: () => Promise<void>
}

/** The real server over a site of two files and a rehearsal of a guide of two steps. */
export const serveSmall = async (rehearsal: Rehearsal = {}, more: Partial<ServerOptions> = {}): Promise<Served> => {
  const folder = await mkdtemp(join(tmpdir(), 'shipshape-web-'))
  const dist = join(folder, 'dist')
  const state = join(folder, 'state')
  await mkdir(join(dist, 'guide'), { recursive: true })
  await writeFile(join(dist, 'index.html'), page)
  await writeFile(join(dist, 'guide', 'index.html'), page)
  await writeFile(join(dist, 'guide.md'), '# Page\n')
  await writeFile(join(dist, 'site.css'), 'p { color: green }')
  await writeFile(join(folder, 'secret.txt'), 'not served')
  const log: string[] = []
  const server = await startServer({
    port: 0,
    dist,
    state,
    playbooks: [small],
    targets: [truthfulTarget(small, rehearsal)],
    onLog: (line) => log.push(line),
    ...more,
  })
  return {
    server,
    state,
    log,
    hash: await contentHash(small),
    runs: async () => (await readdir(join(state, 'runs')).catch(() => [])).length,
    close: async () => {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A request that would start a run. */
export const wanted = (hash: string, change: object = {}): string =>
  JSON.stringify({
    playbook: 'small',
    contentHash: hash,
    target: 'lab',
    steps: { kind: 'all' },
    key: 'key-0123456789',
    ...change,
  })
