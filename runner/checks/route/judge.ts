import type { Observation } from '../../contract/observation.ts'
import type { WorldCheckOf } from '../kind.ts'

export const holds = ({ device }: WorldCheckOf<'route'>, seen: Observation): boolean =>
  seen.kind === 'device' && seen.device === device
