import type { Observed } from '../../contract/observation.ts'
import type { WorldCheckOf } from '../kind.ts'

export const holds = ({ hostPort }: WorldCheckOf<'published-port'>, seen: Observed): boolean =>
  seen.kind === 'value' && seen.value === hostPort
