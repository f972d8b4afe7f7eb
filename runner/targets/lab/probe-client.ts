import { makeCalls } from './probe-calls.ts'
import { readMessages, writeMessage } from './probe-lines.ts'
import { type ProbeOptions, startProbe } from './probe-process.ts'
import type { ProbeAnswers, ProbeQuestion, ProbeReply } from './probe-protocol.ts'

export type { ProbeOptions } from './probe-process.ts'

/** A process inside the namespace that observes ports, engines, files and processes for the runner. */
export interface Probe {
  ask<Asked extends ProbeQuestion['ask']>(
    question: ProbeQuestion & { readonly ask: Asked },
    signal?: AbortSignal,
  ): Promise<ProbeAnswers[Asked]>
  close(): Promise<void>
}

/** A probe that is started on first use. */
export const lazyProbe = (options: ProbeOptions): Probe => {
  let opened: Probe | undefined
  return {
    ask: (question, signal) => (opened ??= openProbe(options)).ask(question, signal),
    close: async () => opened?.close(),
  }
}

const never = new AbortController().signal

/** Starts a probe. Throws RunnerError('broken') from `ask` when it has ended or does not answer in time. */
export const openProbe = (options: ProbeOptions): Probe => {
  const { input, output, ended } = startProbe(options)
  const calls = makeCalls((request) => writeMessage(input, request))
  readMessages(output, (reply) => calls.take(reply as ProbeReply)) // only our own probe writes there
  void ended.then((complaint) => calls.end(complaint))
  return {
    ask: async <Asked extends ProbeQuestion['ask']>(
      question: ProbeQuestion & { readonly ask: Asked },
      signal: AbortSignal = never,
    ) => (await calls.ask(question, signal)) as ProbeAnswers[Asked], // each has its own kind of answer
    close: async () => {
      input.end()
      await ended
    },
  }
}
