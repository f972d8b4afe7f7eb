import { RunnerError } from '../../errors.ts'
import type { ProbeQuestion, ProbeReply, ProbeRequest } from './probe-protocol.ts'

/** No look at the world takes longer; then the probe itself is what is wrong. Milliseconds. */
const timeoutMs = 30_000

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

/** Questions that are on their way, each with the number by which its answer is known. */
export interface ProbeCalls {
  /** Rejects with RunnerError('broken') when the probe has failed or ended, or does not answer in time. */
  ask(question: ProbeQuestion): Promise<unknown>
  take(reply: ProbeReply): void
  /** No answer comes any more: `complaint` says why, where anybody knows. */
  end(complaint: string): void
}

const broken = (message: string, cause?: unknown): RunnerError =>
  new RunnerError('broken', message, { hint: 'Run the guide again.', cause })

const gone = (cause?: unknown): RunnerError => broken('The lab’s observer ended while it was needed.', cause)

export const makeCalls = (send: (request: ProbeRequest) => void): ProbeCalls => {
  const waiting = new Map<number, Waiting>()
  let count = 0
  let isOver = false

  const wait = (id: number, limitMs: number): Promise<unknown> => {
    const answer = Promise.withResolvers<unknown>()
    waiting.set(id, answer)
    const timer = setTimeout(
      () => answer.reject(broken(`The lab’s observer did not answer within ${limitMs / 1000} s.`)),
      limitMs,
    )
    return answer.promise.finally(() => {
      clearTimeout(timer)
      waiting.delete(id)
    })
  }

  return {
    ask: (question) => {
      if (isOver) return Promise.reject(gone())
      const id = ++count
      const answer = wait(id, 'withinMs' in question ? question.withinMs + timeoutMs : timeoutMs)
      send({ id, ...question })
      return answer
    },
    take: (reply) => {
      const call = waiting.get(reply.id)
      if ('answer' in reply) call?.resolve(reply.answer)
      else call?.reject(broken(`The lab’s observer failed: ${reply.trouble}`))
    },
    end: (complaint) => {
      isOver = true
      for (const { reject } of waiting.values()) reject(gone(complaint))
    },
  }
}
