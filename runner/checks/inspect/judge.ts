import type { Observed } from '../../contract/observation.ts'
import type { WorldCheckOf } from '../kind.ts'
import { satisfies } from '../match.ts'

export const holds = ({ match }: WorldCheckOf<'inspect'>, seen: Observed): boolean => {
  if (match === 'absent') return seen.kind === 'nothing'
  return seen.kind === 'value' && satisfies(seen.value, match)
}
