import { request } from 'node:https'

export interface EngineDoor {
  readonly host: string
  readonly port: number
  readonly ca: string
  readonly cert: string
  readonly key: string
}

const attemptMs = 2_000

/** Whether a Docker engine answers there over TLS: `GET /_ping` of the engine's API. Never throws. */
export const engineAnswers = (door: EngineDoor, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const call = request(
      { ...door, path: '/_ping', agent: false, timeout: attemptMs, signal: AbortSignal.any([signal, AbortSignal.timeout(attemptMs)]) },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode === 200)
      },
    )
    call.once('error', () => resolve(false))
    call.end()
  })
