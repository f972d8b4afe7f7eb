import type { Observation } from '../../contract/observation.ts'
import type { WorldCheckOf } from '../kind.ts'

export const holds = ({ hostPort }: WorldCheckOf<'published-port'>, seen: Observation): boolean =>
  wordOf(seen) === hostPort

const wordOf = (seen: Observation): string | undefined => {
  if (seen.kind === 'state') return seen.state
  return seen.kind === 'value' ? seen.value : undefined
}
