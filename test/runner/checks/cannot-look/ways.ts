import type { Observation } from '../../../../runner/contract/observation.ts'

/** The ways in which a look fails, in a few words for a test's title. */
export const ways = {
  permission: 'without the permission',
  type: 'at something of another type',
  'below-a-file': 'below a file (ENOTDIR)',
  loop: 'through a loop of links (ELOOP)',
  resolver: 'with a name server that is down',
  misspelt: 'at a misspelt host',
  tls: 'at a server whose certificate does not hold',
  half: 'at an answer that is cut short',
  endless: 'at an answer that never ends',
  hang: 'where nobody answers',
  foreign: 'at somebody who answers something else',
  'not-run': 'by a command that could not be run',
} as const

export type Way = keyof typeof ways

/** One look that has to fail. */
export type Trial = () => Promise<Observation>

/** For each way a look, or why that way does not exist. A list of looks: all of them. */
export type Row = { readonly [way in Way]: Trial | readonly Trial[] | string }

/** How long a look may take in these tests, where it hangs. Milliseconds. */
export const hangMs = 500
