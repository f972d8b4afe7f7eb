import { request } from 'node:https'

export interface EngineEndpoint {
  readonly host: string
  readonly port: number
  readonly ca: string
  readonly cert: string
  readonly key: string
}

const attemptMs = 2_000

/** Whether a Docker engine answers a GET request of its API over TLS. Never throws. */
export const engineAnswers = (endpoint: EngineEndpoint, signal: AbortSignal, path = '/_ping'): Promise<boolean> =>
  new Promise((resolve) => {
    const call = request(
      {
        ...endpoint,
        path,
        agent: false,
        timeout: attemptMs,
        signal: AbortSignal.any([signal, AbortSignal.timeout(attemptMs)]),
      },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode === 200)
      },
    )
    call.once('error', () => resolve(false))
    call.end()
  })
