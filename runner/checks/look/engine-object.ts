import type { Observation } from '../../contract/observation.ts'
import { reasonWords } from './reason.ts'

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && error.statusCode === 404

/** What the engine says of an object; `absent` when it says that there is none. */
export const orAbsent = async (look: () => Promise<Observation>): Promise<Observation> => {
  try {
    return await look()
  } catch (error) {
    if (isMissing(error)) return { kind: 'state', state: 'absent' }
    const why = reasonWords(error)
    return { kind: 'unreachable', reason: { en: `the engine: ${why.en}`, 'zh-cn': `引擎：${why['zh-cn']}` } }
  }
}
