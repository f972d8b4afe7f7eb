import type { Report } from '../../runner/protocol/report.ts'

/** How long each step took in the run that the evidence of a target is about, by target and step. Milliseconds. */
export interface RecordedTimes {
  readonly [target: string]: { readonly [step: string]: number }
}

/** As the page was built with it; a page without evidence has none. */
export const recordedTimesIn = (text: string | undefined): RecordedTimes =>
  // Written by RunAll.astro.
  text === undefined ? {} : (JSON.parse(text) as RecordedTimes)

/**
 * How long the steps of a run are expected to take. A step that was not recorded counts as an average one. Undefined
 * when none was recorded.
 */
export const expectedMs = ({ steps }: Pick<Report, 'steps'>, times: RecordedTimes[string] = {}): number | undefined => {
  const known = steps.flatMap(({ id }) => times[id] ?? [])
  return known.length === 0 ? undefined : (known.reduce((sum, each) => sum + each, 0) / known.length) * steps.length
}
