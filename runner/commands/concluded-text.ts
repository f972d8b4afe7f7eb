import type { Problem } from '../protocol/events.ts'
import type { Concluded } from '../runs/index.ts'

const withCommand = ({ what, hint }: Problem): string => `${what.en}\n  ${hint.en}`

/** What became of a run whose runner died, and what a person still has to do about it. */
export const concludedText = (concluded: Concluded): string => {
  const { run } = concluded
  if (concluded.kind === 'left') return `Run ${run} was left as it is. ${withCommand(concluded.problem)}`
  const { leftovers } = concluded
  const begin = `Run ${run} was interrupted, and is now recorded as broken.`
  if (leftovers.length === 0) return `${begin} What it left behind has been cleaned up.`
  return [`${begin} What it made is still there; these commands undo it:`, ...leftovers.map(withCommand)].join('\n')
}
