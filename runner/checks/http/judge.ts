import type { Observation } from '../../contract/observation.ts'
import type { WorldCheckOf } from '../kind.ts'
import { satisfies } from '../match.ts'

export const holds = ({ status, body }: WorldCheckOf<'http'>, seen: Observation): boolean =>
  seen.kind === 'http' && seen.status === status && (body === undefined || satisfies(seen.body, body))
