import type { Observed } from '../../contract/observation.ts'
import type { WorldCheckOf } from '../kind.ts'
import { satisfies } from '../match.ts'

export const holds = ({ match }: WorldCheckOf<'variable'>, seen: Observed): boolean => {
  if (match === 'unset') return seen.kind === 'absent'
  return seen.kind === 'value' && satisfies(seen.value, match)
}
