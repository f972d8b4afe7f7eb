import type { Observed } from '../../contract/observation.ts'
import type { WorldCheckOf } from '../kind.ts'

export const holds = ({ device }: WorldCheckOf<'route'>, seen: Observed): boolean =>
  seen.kind === 'device' && seen.device === device
