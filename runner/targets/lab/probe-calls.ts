import type { Words } from '../../../playbooks/model/text.ts'
import { deadlines } from '../../contract/deadlines.ts'
import { unlessAborted } from '../../contract/unless-aborted.ts'
import { RunnerError } from '../../errors.ts'
import type { ProbeQuestion, ProbeReply, ProbeRequest } from './probe-protocol.ts'

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

/** Questions that are on their way, each with the number by which its answer is known. */
export interface ProbeCalls {
  /**
   * Rejects with RunnerError('broken') when the probe has failed or ended, or does not answer in time, and with the
   * signal's reason when that is aborted.
   */
  ask(question: ProbeQuestion, signal: AbortSignal): Promise<unknown>
  take(reply: ProbeReply): void
  /** No answer comes any more: `complaint` says why, where anybody knows. */
  end(complaint: string): void
}

const broken = (message: string | Words, cause?: unknown): RunnerError =>
  new RunnerError('broken', message, { hint: 'Run the guide again.', cause })

const gone = (cause?: unknown): RunnerError =>
  broken({ en: 'The lab’s observer ended while it was needed.', 'zh-cn': '实验环境的观察者在需要它时结束了。' }, cause)

const late = (limitMs: number): RunnerError =>
  broken({
    en: `The lab’s observer did not answer within ${limitMs / 1000} s.`,
    'zh-cn': `实验环境的观察者 ${limitMs / 1000} s 内没有响应。`,
  })

const failed = ({ en, 'zh-cn': zhCn }: Words): RunnerError =>
  broken({ en: `The lab’s observer failed: ${en}`, 'zh-cn': `实验环境的观察者失败：${zhCn}` })

export const makeCalls = (send: (request: ProbeRequest) => void): ProbeCalls => {
  const waiting = new Map<number, Waiting>()
  let count = 0
  let isOver = false

  const wait = (id: number, limitMs: number): Promise<unknown> => {
    const answer = Promise.withResolvers<unknown>()
    waiting.set(id, answer)
    const timer = setTimeout(() => answer.reject(late(limitMs)), limitMs)
    return answer.promise.finally(() => {
      clearTimeout(timer)
      waiting.delete(id)
    })
  }

  return {
    ask: (question, signal) => {
      if (isOver) return Promise.reject(gone())
      const id = ++count
      const answer = wait(id, deadlines.probe + ('withinMs' in question ? question.withinMs : 0))
      send({ id, ...question })
      return unlessAborted(answer, signal)
    },
    take: (reply) => {
      const call = waiting.get(reply.id)
      if ('answer' in reply) call?.resolve(reply.answer)
      else call?.reject(failed(reply.trouble))
    },
    end: (complaint) => {
      isOver = true
      for (const { reject } of waiting.values()) reject(gone(complaint))
    },
  }
}
