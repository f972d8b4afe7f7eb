import { RunnerError } from '../errors.ts'

/** What is wrong with an answer: it is late, ends too early, never ends, or is not what Docker's engine answers. */
export type FaultKind = 'no-answer' | 'cut-short' | 'too-long' | 'not-docker'

type Message = ConstructorParameters<typeof RunnerError>[1]

/** Somebody accepts connections where an engine is expected, and does not answer as one. */
export class EngineFault extends RunnerError {
  readonly kind: FaultKind

  /** `amount`: the milliseconds waited, or the bytes read. */
  constructor(kind: FaultKind, amount = 0, cause?: unknown) {
    super('broken', messages[kind](amount), { hint: 'docker version', cause })
    this.kind = kind
  }
}

const messages: { readonly [kind in FaultKind]: (amount: number) => Message } = {
  'no-answer': (ms) => ({
    en: `The engine accepts connections but did not answer within ${ms / 1000} s.`,
    'zh-cn': `引擎接受连接，但 ${ms / 1000} s 内没有响应。`,
  }),
  'cut-short': (bytes) => ({
    en: `The engine’s answer was cut short after ${bytes} bytes.`,
    'zh-cn': `引擎的响应在 ${bytes} 字节后中断。`,
  }),
  'too-long': (bytes) => ({
    en: `The engine’s answer is longer than ${bytes >> 20} MiB.`,
    'zh-cn': `引擎的响应超过 ${bytes >> 20} MiB。`,
  }),
  'not-docker': () => ({
    en: 'What answers there is not a Docker engine.',
    'zh-cn': '那里响应的不是 Docker 引擎。',
  }),
}
