import { observe } from '../../checks/look/observe.ts'
import { reasonWords } from '../../checks/look/reason.ts'
import { observeInventory } from '../../checks/look/inventory.ts'
import type { Inside } from './inside.ts'
import { contextBy } from './context.ts'
import { readMessages, writeMessage } from './probe-lines.ts'
import type { ProbeQuestion, ProbeRequest } from './probe-protocol.ts'

/** One look at the world may take this long. Milliseconds. */
const lookMs = 15_000

/** A machine that can be looked into, and waited for after it was resumed. */
export interface Observed extends Inside {
  /** Resolves when the machine that was just resumed answers. */
  resumed(signal: AbortSignal): Promise<void>
}

/** Answers the questions of standard input on standard output, several at once, until no more can come. */
export const serveProbe = (machine: Observed): void => {
  const reply = (request: unknown): void => {
    const { id, ...question } = request as ProbeRequest // only the runner writes there
    answer(machine, question).then(
      (seen) => writeMessage(process.stdout, { id, answer: seen ?? null }),
      (error: unknown) => writeMessage(process.stdout, { id, trouble: reasonWords(error).en }),
    )
  }
  readMessages(process.stdin, reply, () => process.exit(0))
}

const answer = async (machine: Observed, question: ProbeQuestion): Promise<unknown> => {
  switch (question.ask) {
    case 'observe':
      return observe(question.check, contextBy(machine, AbortSignal.timeout(lookMs))).catch(unreachable)
    case 'address':
      return machine.address().catch(() => undefined)
    case 'was-killed':
      return machine.wasKilled()
    case 'resumed':
      return machine.resumed(AbortSignal.timeout(question.withinMs))
    case 'inventory':
      return observeInventory((look) => machine.withEngine(look)).catch(() => undefined)
  }
}

// A machine that does not answer is something seen, not a failure of the observer.
const unreachable = (error: unknown): unknown => ({ kind: 'unreachable', reason: reasonWords(error) })
