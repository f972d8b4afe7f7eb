import type { WorldKindName } from '../../../playbooks/model/check.ts'
import type { Observation } from '../../contract/observation.ts'
import type { ActualWorldCheck } from '../../contract/rendered.ts'
import type { Observer } from '../kind.ts'
import type { LookContext } from './context.ts'

/** Looks at the world once, as the check's kind does. */
export const observe = async (check: ActualWorldCheck, context: LookContext): Promise<Observation> => {
  const observer = (await import(`../${check.kind}/observe.ts`)) as Observer<WorldKindName> // `worldKind` asks for it
  return observer.observe(check, context)
}
