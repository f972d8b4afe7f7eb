import type { Person, SaidIn } from '../contract/person.ts'
import { RunnerError } from '../errors.ts'

/** A person beside a run, and how whoever started the run passes on what they say. */
export interface WaitingPerson {
  readonly person: Person
  /** The person has done what the step asks for; throws RunnerError('busy') while the run does not wait for that. */
  readonly done: (step: string) => void
}

export const makeWaitingPerson = (saidIn: SaidIn): WaitingPerson => {
  let waiting: { readonly step: string; readonly resolve: (saidIn: SaidIn) => void } | undefined
  return {
    person: {
      done: (step, signal) => {
        const { promise, resolve } = Promise.withResolvers<SaidIn>()
        waiting = { step, resolve }
        signal.addEventListener('abort', () => (waiting = undefined), { once: true })
        return promise
      },
    },
    done: (step) => {
      if (waiting?.step !== step) throw notWaiting()
      waiting.resolve(saidIn)
      waiting = undefined
    },
  }
}

export const notWaiting = (): RunnerError =>
  new RunnerError(
    'busy',
    { en: 'The run does not wait for this step now.', 'zh-cn': '这次运行现在没有在等待这一步。' },
    { hint: { en: 'Look at the run’s state on the page.', 'zh-cn': '请在页面上查看这次运行的状态。' } },
  )
