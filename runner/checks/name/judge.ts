import type { Observation } from '../../contract/observation.ts'
import type { WorldCheckOf } from '../kind.ts'

export const holds = ({ address }: WorldCheckOf<'name'>, seen: Observation): boolean =>
  seen.kind === 'address' && seen.address === address
