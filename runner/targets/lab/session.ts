import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { RunnerError, messageOf } from '../../errors.ts'
import type { FactName } from '../../../playbooks/model/text.ts'
import type { TargetFacts } from '../../protocol/events.ts'
import { act, quote } from '../shell/actions.ts'
import type { Shell } from '../shell/shell.ts'
import type { ActualWorldCheck, Observation, Session } from '../target.ts'
import type { Probe } from './probe-client.ts'
import { removeHome } from './surroundings.ts'

/** How often a running guide looks whether its machine still lives. Milliseconds. */
const pulseMs = 1000

export interface SessionParts {
  readonly target: TargetFacts
  readonly folder: string
  readonly shell: Shell
  readonly probe: Probe
  /** Ends the namespace and every process in it. */
  readonly closeNamespace: () => Promise<void>
}

/** The lab, open: a namespace that stands for the reader's computer, and whatever machine the guide makes in it. */
export const makeSession = (parts: SessionParts): Session => {
  const { target, folder, shell, probe } = parts
  const closing = new AbortController()
  return {
    target,
    facts: () => facts(probe),
    exec: async (action, options) => {
      const result = await act({ shell, inGuest, folder }, action, options)
      await needLife(probe)
      return result
    },
    observe: async (check) => {
      const seen = await observe(shell, probe, check)
      if (seen.kind === 'unreachable') await needLife(probe)
      return seen
    },
    inventory: async () => (await probe.ask({ ask: 'inventory' })) ?? undefined,
    died: untilDeath(probe, closing.signal),
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

const observe = async (shell: Shell, probe: Probe, check: ActualWorldCheck): Promise<Observation> => {
  if (check.kind !== 'variable') return probe.ask({ ask: 'observe', check })
  return { kind: 'value', value: (await shell.variable(check.name)) ?? 'unset' }
}

const tornDown = 'The virtual machine was torn down from outside while the guide ran.'

const needLife = async (probe: Probe): Promise<void> => {
  if (await probe.ask({ ask: 'was-killed' })) throw new RunnerError('broken', tornDown, { hint: 'Run the guide again.' })
}

const untilDeath = async (probe: Probe, closed: AbortSignal): Promise<string> => {
  for (;;) {
    await sleep(pulseMs, undefined, { signal: closed }).catch(() => undefined)
    if (closed.aborted) return new Promise(() => undefined) // It is being closed: nobody asks any more.
    try {
      if (await probe.ask({ ask: 'was-killed' })) return tornDown
    } catch (error) {
      if (!isAborted(closed)) return messageOf(error)
    }
  }
}

/** Where the run's session keeps its files. */
export const sessionFolder = (runFolder: string): string => join(runFolder, 'lab')

// A call, for TypeScript takes it that a signal seen open stays open.
const isAborted = (signal: AbortSignal): boolean => signal.aborted
