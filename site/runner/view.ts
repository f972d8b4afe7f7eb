import type { RefusedRequest, RunSummary } from '../../runner/protocol/api.ts'
import type { Report } from '../../runner/protocol/report.ts'

/** `absent`: a page without a runner. `unpaired`: a runner, and never a token. `stale`: a token of an earlier start. */
export type Connection = 'connecting' | 'absent' | 'unpaired' | 'stale' | 'gone' | 'ready'

/** All that a page needs to be drawn. */
export interface View {
  readonly connection: Connection
  /** The newest run of what this page shows, live or finished; none yet: `status` is `waiting`. */
  readonly report: Report
  /** A run was asked for here, and none of its events has been seen yet. */
  readonly starting: boolean
  /** The run was asked to stop, and is not over yet: undoing takes a while. */
  readonly cancelling: boolean
  /** The runs of this guide here, newest first. */
  readonly runs: readonly RunSummary[]
  /** The reader has chosen to see an earlier run. */
  readonly isOlder: boolean
  /** A request was refused, and why. */
  readonly refused?: RefusedRequest
}

export const isLive = ({ starting, report }: Pick<View, 'starting' | 'report'>): boolean =>
  starting || report.status === 'running'

/** The newest run of exactly what the page shows: the results of other commands would be put beside the wrong steps. */
export const newestOf = (
  runs: readonly RunSummary[],
  { guide, contentHash }: { readonly guide: string; readonly contentHash: string },
): RunSummary | undefined =>
  runs
    .filter((run) => run.playbook === guide && run.contentHash === contentHash)
    .sort((one, other) => other.startedAt.localeCompare(one.startedAt))[0]
