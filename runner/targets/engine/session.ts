import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Words } from '../../../playbooks/model/text.ts'
import type { LookContext } from '../../checks/look/context.ts'
import { engineAt } from '../../checks/look/engine.ts'
import { observe } from '../../checks/look/observe.ts'
import { RunnerError } from '../../errors.ts'
import { fromHome } from '../../paths.ts'
import type { TargetFacts } from '../../protocol/events.ts'
import { quote } from '../../quote.ts'
import { act } from '../shell/actions.ts'
import { cannotMount } from './cannot-mount.ts'
import { type Shell, endSession } from '../shell/shell.ts'
import { imagesNamed, unpulledOf, unpulledProblem } from '../unpulled.ts'
import type { Session } from '../../contract/session.ts'
import type { Endpoint } from './endpoint.ts'
import { followStandIns } from './stand-ins.ts'
import { isGone, missesPing, pulseMs } from './life.ts'

/** How long an engine may take to ask a registry about an image. Milliseconds. */
const registryMs = 30_000

/** How long it may take to say what an image is. Milliseconds. */
const lookMs = 10_000

/** The folders of a session. */
export interface Places {
  readonly own: string
  /** The reader's shell starts here, and steps write their files here. */
  readonly work: string
}

export const placesIn = (runFolder: string): Places => {
  const own = join(runFolder, 'engine')
  return { own, work: join(own, 'work') }
}

/** Ends all processes of a session's steps, and removes the files of the steps and of the shell. */
export const clearAway = async ({ own, work }: Places): Promise<void> => {
  await endSession(own)
  for (const path of [work, join(own, 'shell')]) await rm(path, { recursive: true, force: true })
}

export interface SessionParts {
  readonly endpoint: Endpoint
  readonly target: TargetFacts
  readonly places: Places
  readonly shell: Shell
}

/** Pages say `localhost`, where a local engine publishes its ports. */
const typedAddress = (endpoint: Endpoint): { readonly address?: string } =>
  endpoint.at.kind === 'socket' ? {} : { address: quote(endpoint.publishesAt) }

/** A session with the reader's shell and the reader's engine. */
export const makeSession = ({ endpoint, target, places, shell }: SessionParts): Session => {
  const closing = new AbortController()
  const contextFor = contextAt(endpoint, places, shell)
  const standIns = followStandIns((ask) => ask(engineAt(endpoint.at, lookMs)))
  return {
    target,
    spelling: typedAddress(endpoint),
    facts: () => Promise.resolve({ address: endpoint.publishesAt, dockerHost: endpoint.host }),
    exec: async (action, options) => {
      const result = await act({ shell, folder: places.own, inGuest: refuseGuest }, action, options)
      if (result.exitCode !== 0) await needLife(endpoint)
      standIns.note(action, result)
      return result
    },
    observe: async (check, signal) => {
      const seen = await observe(check, contextFor(signal))
      if (seen.kind === 'cannot-look' && (await missesPing(endpoint))) throw dead(endpoint)
      return seen
    },
    standIns: () =>
      standIns.used().catch(async (error: unknown) => {
        throw (await missesPing(endpoint)) ? dead(endpoint) : error
      }),
    typeLooks: (script, options) => shell.exec(script, options),
    unavailable: async (action, result) => {
      const engine = engineAt(endpoint.at, registryMs)
      const images = await unpulledOf((ask) => ask(engine), imagesNamed(action, result))
      return images.map((image) => unpulledProblem(image, itsEngine))
    },
    cannotMount: () => cannotMount(engineAt(endpoint.at, lookMs), places.work),
    died: untilDeath(endpoint, closing.signal),
    [Symbol.asyncDispose]: async () => {
      closing.abort()
      await shell.close()
      await clearAway(places)
    },
  }
}

const itsEngine: Words = { en: 'Your engine', 'zh-cn': '你的引擎' }

const refuseGuest = (): never => {
  throw new RunnerError('broken', 'The target “engine” has no access to the engine’s computer.', {
    hint: 'npx shipshape run … --target lab',
  })
}

const notInside: Words = {
  en: 'the target “engine” has no access to the engine’s computer',
  'zh-cn': '目标“engine”无法访问引擎所在的宿主机',
}

const refuseLook = (): Promise<never> =>
  Promise.reject(new RunnerError('broken', notInside, { hint: 'npx shipshape run … --target lab' }))

const contextAt =
  ({ at }: Endpoint, { work }: Places, shell: Shell) =>
  (signal: AbortSignal): LookContext => ({
    signal,
    absolute: (path) => resolve(work, fromHome(path)),
    withEngine: (see) => see(engineAt(at)),
    certificates: () => Promise.resolve(at.kind === 'tcp' ? at.tls : undefined),
    inGuest: refuseLook,
    machineState: refuseLook,
    variable: (name) => shell.variable(name),
  })

const gone = ({ host, namedBy }: Endpoint): Words => ({
  en: `The Docker engine at ${host} (${namedBy.en}) stopped answering while the guide ran.`,
  'zh-cn': `指南运行期间，${host}（${namedBy['zh-cn']}）上的 Docker 引擎不再响应。`,
})

const dead = (endpoint: Endpoint): RunnerError =>
  new RunnerError('broken', gone(endpoint), { hint: endpoint.hints.start })

const needLife = async (endpoint: Endpoint): Promise<void> => {
  if (await isGone(endpoint)) throw dead(endpoint)
}

const untilDeath = async (endpoint: Endpoint, closed: AbortSignal): Promise<Words> => {
  for (;;) {
    await sleep(pulseMs(endpoint), undefined, { signal: closed }).catch(() => undefined)
    if (closed.aborted) return new Promise(() => undefined) // It is being closed.
    if ((await isGone(endpoint)) && !isAborted(closed)) return gone(endpoint)
  }
}

// A function, because TypeScript would narrow `aborted` to its earlier value.
const isAborted = (signal: AbortSignal): boolean => signal.aborted
