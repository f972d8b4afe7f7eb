import type { Observed } from '../../contract/observation.ts'
import type { WorldCheckOf } from '../kind.ts'

export const holds = ({ address }: WorldCheckOf<'name'>, seen: Observed): boolean =>
  address === 'none' ? seen.kind === 'absent' : seen.kind === 'address' && seen.address === address
