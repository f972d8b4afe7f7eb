import { observe } from '../../checks/look/observe.ts'
import { reasonWords } from '../../checks/look/reason.ts'
import { observeInventory } from '../../checks/look/inventory.ts'
import { deadlines } from '../../contract/deadlines.ts'
import { unlessAborted } from '../../contract/unless-aborted.ts'
import { unpulledOf } from '../unpulled.ts'
import type { Inside } from './inside.ts'
import { contextBy } from './context.ts'
import { readMessages, writeMessage } from './probe-lines.ts'
import type { ProbeQuestion, ProbeRequest } from './probe-protocol.ts'

/** A machine that can be looked into, and waited for after it was resumed. */
export interface Observed extends Inside {
  /** Resolves when the machine that was just resumed answers. */
  resumed(signal: AbortSignal): Promise<void>
}

/** Answers the questions of standard input on standard output, several at once, until that ends. */
export const serveProbe = (machine: Observed): void => {
  const reply = (request: unknown): void => {
    const { id, ...question } = request as ProbeRequest // only the runner writes there
    answer(machine, question).then(
      (seen) => writeMessage(process.stdout, { id, answer: seen ?? null }),
      (error: unknown) => writeMessage(process.stdout, { id, trouble: reasonWords(error) }),
    )
  }
  readMessages(process.stdin, reply, () => process.exit(0))
}

const answer = async (machine: Observed, question: ProbeQuestion): Promise<unknown> => {
  switch (question.ask) {
    case 'observe':
      return observe(question.check, contextBy(machine, never))
    case 'address':
      return inTime(machine.address())
    case 'interrupted':
      return machine.interrupted()
    case 'resumed':
      return machine.resumed(AbortSignal.timeout(question.withinMs))
    case 'inventory':
      return inTime(observeInventory((look) => machine.withEngine(look))).catch(() => undefined)
    case 'unpulled': {
      const asked = unpulledOf((ask) => machine.withEngine(ask), question.images)
      return unlessAborted(asked, AbortSignal.timeout(question.withinMs)).catch(() => [])
    }
  }
}

const never = new AbortController().signal

/** A machine that hangs answers nothing. */
const inTime = <Answer>(answer: Promise<Answer>): Promise<Answer> =>
  unlessAborted(answer, AbortSignal.timeout(deadlines.look))
