import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { RunnerError, problemOf } from '../../errors.ts'
import { quote } from '../../quote.ts'
import type { FactName, Words } from '../../../playbooks/model/text.ts'
import type { TargetFacts } from '../../protocol/events.ts'
import { isInShell } from '../../checks/kinds.ts'
import { observe as observeBy } from '../../checks/look/observe.ts'
import { act } from '../shell/actions.ts'
import { shellContext } from '../shell/context.ts'
import type { Shell } from '../shell/shell.ts'
import type { ActualAction } from '../../contract/action.ts'
import type { Observation } from '../../contract/observation.ts'
import type { ActualWorldCheck } from '../../contract/rendered.ts'
import type { Session } from '../../contract/session.ts'
import type { Outside } from './outside.ts'
import type { Interruption } from './inside.ts'
import type { Probe } from './probe-client.ts'
import { removeHome } from './environment.ts'

/** How often the VM is checked during a run. Milliseconds. */
const pulseMs = 1000

export interface SessionParts {
  readonly target: TargetFacts
  readonly folder: string
  readonly shell: Shell
  readonly probe: Probe
  /** Whether there may be a VM; if not, the probe is not asked about it. */
  readonly hasMachine: () => Promise<boolean>
  /** Serves the images that the engine pulls, before a step that may use it. */
  readonly serveImages: () => Promise<void>
  readonly outside: Outside
  readonly explore: NonNullable<Session['explore']>
  /** Ends the namespace and every process in it. */
  readonly closeNamespace: () => Promise<void>
}

/** The open lab: a namespace that stands for the reader's computer, with the VM that the guide makes in it. */
export const makeSession = (parts: SessionParts): Session => {
  const { target, folder, shell, probe } = parts
  const needLife = async (): Promise<void> => {
    const how = await interruption(parts)
    if (how !== undefined) throw new RunnerError('broken', interruptions[how], { hint: 'Run the guide again.' })
  }
  const closing = new AbortController()
  return {
    target,
    facts: () => facts(probe),
    exec: async (action, options) => {
      if (mayUseEngine(action)) await parts.serveImages()
      await parts.outside.begin()
      const result = await act({ shell, inGuest, folder }, action, options)
      await needLife()
      // The step may have started the VM with a command that is not recognized here.
      if (await parts.hasMachine()) await parts.serveImages()
      return result
    },
    observe: async (check, signal) => {
      const seen = await observe(parts, check, signal)
      if (seen.kind === 'cannot-look') await needLife()
      return seen
    },
    typeLooks: (script, options) => shell.exec(script, options),
    inventory: async () => (await probe.ask({ ask: 'inventory' })) ?? undefined,
    standIns: parts.outside.standIns,
    unavailable: parts.outside.unavailable,
    explore: parts.explore,
    died: untilDeath(parts, closing.signal),
    [Symbol.asyncDispose]: async () => {
      closing.abort()
      await shell.close()
      await probe.close()
      await parts.closeNamespace()
      await removeHome(folder)
    },
  }
}

/**
 * Runs it as a reader does: by ssh, as the user docker. In a shell inside the guest's own, because ssh ends with 255
 * when a signal kills the shell that it has started, or what that has put in its place.
 */
const inGuest = (command: string): string => `boot2docker ssh ${quote(`sh -c ${quote(command)}; exit $?`)}`

const facts = async (probe: Probe): Promise<{ readonly [name in FactName]?: string }> => {
  const address = await probe.ask({ ask: 'address' })
  return { user: 'docker', ...(address === null ? {} : { address, dockerHost: `tcp://${address}:2376` }) }
}

const observe = async (
  { shell, probe }: SessionParts,
  check: ActualWorldCheck,
  signal: AbortSignal,
): Promise<Observation> => {
  if (!isInShell(check)) return probe.ask({ ask: 'observe', check }, signal)
  return observeBy(check, shellContext(shell, signal))
}

const interruptions: { readonly [how in Interruption]: Words } = {
  killed: {
    en: 'The virtual machine was killed from outside while the guide ran.',
    'zh-cn': '指南运行期间，虚拟机被外部强制终止。',
  },
  stopped: {
    en: 'The virtual machine’s process was stopped from outside (SIGSTOP) while the guide ran.',
    'zh-cn': '指南运行期间，虚拟机的进程被外部暂停（SIGSTOP）。',
  },
}

const interruption = async ({ hasMachine, probe }: SessionParts): Promise<Interruption | undefined> =>
  (await hasMachine()) ? ((await probe.ask({ ask: 'interrupted' })) ?? undefined) : undefined

/** A command without docker or boot2docker cannot use the engine, unless a VM already runs. */
const mayUseEngine = (action: ActualAction): boolean =>
  (action.kind !== 'interactive' && action.where === 'guest') ||
  (action.kind !== 'file' && action.line.includes('docker'))

const untilDeath = async (parts: SessionParts, closed: AbortSignal): Promise<Words> => {
  for (;;) {
    await sleep(pulseMs, undefined, { signal: closed }).catch(() => undefined)
    if (closed.aborted) return new Promise(() => undefined) // It is being closed.
    try {
      const how = await interruption(parts)
      if (how !== undefined) return interruptions[how]
    } catch (error) {
      if (!isAborted(closed)) return problemOf(error).what
    }
  }
}

/** The folder of the session's files. */
export const sessionFolder = (runFolder: string): string => join(runFolder, 'lab')

// A function, because TypeScript would narrow `aborted` to its earlier value.
const isAborted = (signal: AbortSignal): boolean => signal.aborted
