import type { WorldKindName } from '../../../playbooks/model/check.ts'
import { deadlines } from '../../contract/deadlines.ts'
import { type Observation, cannotLook } from '../../contract/observation.ts'
import type { ActualWorldCheck } from '../../contract/rendered.ts'
import { unlessAborted } from '../../contract/unless-aborted.ts'
import type { Observer } from '../kind.ts'
import type { LookContext } from './context.ts'
import { noAnswerWithin, reasonWords } from './reason.ts'

/**
 * Looks at the world once, as the check's kind does. Whatever goes wrong with that, also that it takes too long, is an
 * observation. Throws only the reason of the context's signal, when that is aborted.
 */
export const observe = async (
  check: ActualWorldCheck,
  context: LookContext,
  withinMs: number = deadlines.look,
): Promise<Observation> => {
  const observer = (await import(`../${check.kind}/observe.ts`)) as Observer<WorldKindName> // `worldKind` asks for it
  const tooLong = AbortSignal.timeout(withinMs)
  const signal = AbortSignal.any([context.signal, tooLong])
  try {
    return await unlessAborted(observer.observe(check, { ...context, signal }), signal)
  } catch (error) {
    context.signal.throwIfAborted()
    return cannotLook(tooLong.aborted ? noAnswerWithin(withinMs) : reasonWords(error))
  }
}
