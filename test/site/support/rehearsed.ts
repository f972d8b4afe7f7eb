import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { boot2docker } from '../../../playbooks/boot2docker.ts'
import { playbooks } from '../../fixtures/all-guides.ts'
import type { Playbook } from '../../../playbooks/model/index.ts'
import type { Part } from '../../../runner/preparation/part.ts'
import { Preparation } from '../../../runner/preparation/preparation.ts'
import { whenPrepared } from '../../../runner/preparation/when-prepared.ts'
import { startServer, type RunningServer } from '../../../runner/server.ts'
import type { Target } from '../../../runner/contract/target.ts'
import { builtSite } from './built-site.ts'
import { truthfulTarget, type Rehearsal } from './truthful-target.ts'

export interface Rehearsed {
  readonly server: RunningServer
  readonly state: string
  readonly target: Target
  readonly guide: Playbook
  /**
   * Stops the server and starts another one in its place, as a reader does who presses Ctrl-C and types `npm start`.
   */
  readonly restart: () => Promise<RunningServer>
  readonly close: () => Promise<void>
}

export interface Around {
  /** Prepared behind the page; the target waits for them. */
  readonly parts?: readonly Part[]
  /** Other targets than the one that rehearses. */
  readonly targets?: readonly Target[]
}

/** The real site, the real server and the real runner, on a target that rehearses the guide. */
export const serveRehearsal = async (
  rehearsal: Rehearsal = {},
  { parts = [], targets }: Around = {},
): Promise<Rehearsed> => {
  const state = await mkdtemp(join(tmpdir(), 'shipshape-site-'))
  const preparation = new Preparation(parts, { cache: state })
  const target = whenPrepared(
    truthfulTarget(boot2docker, rehearsal),
    preparation,
    parts.map(({ id }) => id),
  )
  const dist = await builtSite()
  const start = (port: number): Promise<RunningServer> =>
    startServer({ port, dist, state, playbooks, targets: targets ?? [target], preparation, onLog: () => undefined })
  preparation.start()
  let server = await start(0)
  return {
    get server() {
      return server
    },
    state,
    target,
    guide: boot2docker,
    restart: async () => {
      await server.close()
      return (server = await start(server.port))
    },
    close: async () => {
      await preparation.close()
      await server.close()
      await rm(state, { recursive: true, force: true })
    },
  }
}

/** Something that a step waits for. */
export const gate = (): { readonly passed: Promise<void>; readonly open: () => void } => {
  let open: () => void = () => undefined
  const passed = new Promise<void>((resolve) => (open = resolve))
  return { passed, open: () => open() }
}
