import type { Observed } from '../../contract/observation.ts'
import type { WorldCheckOf } from '../kind.ts'
import { isInState } from '../match.ts'

/** An empty folder is present too. */
export const holds = (check: WorldCheckOf<'folder'>, seen: Observed): boolean =>
  isInState(check, seen) || (check.state === 'present' && seen.kind === 'state' && seen.state === 'empty')
