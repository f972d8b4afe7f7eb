import type { Observed } from '../../contract/observation.ts'
import type { WorldCheckOf } from '../kind.ts'
import { satisfies } from '../match.ts'

export const holds = ({ status, body }: WorldCheckOf<'http'>, seen: Observed): boolean =>
  seen.kind === 'http' &&
  seen.status === status &&
  (body === undefined || (seen.body !== undefined && satisfies(seen.body, body)))
