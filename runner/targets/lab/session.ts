import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { RunnerError, messageOf } from '../../errors.ts'
import { quote } from '../../quote.ts'
import type { FactName } from '../../../playbooks/model/text.ts'
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
import type { Probe } from './probe-client.ts'
import { removeHome } from './environment.ts'

/** How often a running guide looks whether its machine still lives. Milliseconds. */
const pulseMs = 1000

export interface SessionParts {
  readonly target: TargetFacts
  readonly folder: string
  readonly shell: Shell
  readonly probe: Probe
  /** Whether there may be a machine: without one there is nothing to ask the probe about it. */
  readonly hasMachine: () => Promise<boolean>
  /** Has the images ready that the engine pulls, before a step that may use it. */
  readonly serveImages: () => Promise<void>
  /** Ends the namespace and every process in it. */
  readonly closeNamespace: () => Promise<void>
}

/** The lab, open: a namespace that stands for the reader's computer, and whatever machine the guide makes in it. */
export const makeSession = (parts: SessionParts): Session => {
  const { target, folder, shell, probe } = parts
  const needLife = async (): Promise<void> => {
    if ((await parts.hasMachine()) && (await probe.ask({ ask: 'was-killed' })))
      throw new RunnerError('broken', tornDown, { hint: 'Run the guide again.' })
  }
  const closing = new AbortController()
  return {
    target,
    facts: () => facts(probe),
    exec: async (action, options) => {
      if (mayUseEngine(action)) await parts.serveImages()
      const result = await act({ shell, inGuest, folder }, action, options)
      await needLife()
      // The machine may have been started in words that nobody here understood.
      if (await parts.hasMachine()) await parts.serveImages()
      return result
    },
    observe: async (check, signal) => {
      const seen = await observe(parts, check, signal)
      if (seen.kind === 'unreachable') await needLife()
      return seen
    },
    inventory: async () => (await probe.ask({ ask: 'inventory' })) ?? undefined,
    died: untilDeath(parts, closing.signal),
    [Symbol.asyncDispose]: async () => {
      closing.abort()
      await probe.close()
      await parts.closeNamespace()
      await removeHome(folder)
    },
  }
}

/** As a reader does it: by a command of ssh, as the user docker. */
const inGuest = (command: string): string => `boot2docker ssh ${quote(command)}`

const facts = async (probe: Probe): Promise<{ readonly [name in FactName]?: string }> => {
  const address = await probe.ask({ ask: 'address' })
  return { user: 'docker', ...(address === null ? {} : { address, dockerHost: `tcp://${address}:2376` }) }
}

const observe = async (
  { shell, probe }: SessionParts,
  check: ActualWorldCheck,
  signal: AbortSignal,
): Promise<Observation> => {
  if (!isInShell(check)) return probe.ask({ ask: 'observe', check })
  return observeBy(check, shellContext(shell, signal))
}

const tornDown = 'The virtual machine was torn down from outside while the guide ran.'

/** Whoever says neither docker nor boot2docker has no engine, unless a machine runs already. */
const mayUseEngine = (action: ActualAction): boolean =>
  (action.kind !== 'interactive' && action.where === 'guest') ||
  (action.kind !== 'file' && action.line.includes('docker'))

const untilDeath = async ({ probe, hasMachine }: SessionParts, closed: AbortSignal): Promise<string> => {
  for (;;) {
    await sleep(pulseMs, undefined, { signal: closed }).catch(() => undefined)
    if (closed.aborted) return new Promise(() => undefined) // It is being closed: nobody asks any more.
    try {
      if ((await hasMachine()) && (await probe.ask({ ask: 'was-killed' }))) return tornDown
    } catch (error) {
      if (!isAborted(closed)) return messageOf(error)
    }
  }
}

/** Where the run's session keeps its files. */
export const sessionFolder = (runFolder: string): string => join(runFolder, 'lab')

// A call, for TypeScript takes it that a signal seen open stays open.
const isAborted = (signal: AbortSignal): boolean => signal.aborted
