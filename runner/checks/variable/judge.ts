import type { Observation } from '../../contract/observation.ts'
import type { WorldCheckOf } from '../kind.ts'
import { satisfies } from '../match.ts'

export const holds = ({ match }: WorldCheckOf<'variable'>, seen: Observation): boolean => {
  if (seen.kind !== 'value') return false
  return match === 'unset' || seen.value === 'unset' ? match === seen.value : satisfies(seen.value, match)
}
