/** What a recording tells of its run, so that a page can say whether it still shows what the guide says. */
export interface Recorded {
  readonly playbook: string
  readonly target: string
  /** e.g. `lab: QEMU 10.0.2, tcg` */
  readonly description: string
  readonly contentHash: string
  /** Each recorded step, in order, with the hash of what it does. */
  readonly steps: { readonly [step: string]: string }
}

/** The first line of an asciicast v2 file. `shipshape` is ours; players pass over what they do not know. */
export interface CastHeader {
  readonly version: 2
  readonly width: number
  readonly height: number
  /** When the first step began, in seconds since 1970. */
  readonly timestamp: number
  /** A player waits no longer than so many seconds, whatever the times of the events say. They are the real ones. */
  readonly idle_time_limit: number
  readonly title: string
  readonly env: { readonly SHELL: string; readonly TERM: string }
  readonly shipshape: Recorded
}

/** Seconds since the recording began; `o` is output, `m` marks where a step begins: `id: title`. */
export type CastEvent = readonly [seconds: number, code: 'o' | 'm', text: string]

/** A recording of a terminal: https://docs.asciinema.org/manual/asciicast/v2/ */
export interface Cast {
  readonly header: CastHeader
  readonly events: readonly CastEvent[]
}

/** The line that is being written is written anew: to its start, and erase what stands there. */
export const redraw = '\r\x1b[K'

/** A step's marker. */
export const markerOf = (step: string, title: string): string => `${step}: ${title}`
/** The id in a step's marker. */
export const stepOf = (marker: string): string => marker.split(': ', 1).join('')

export const toCastFile = ({ header, events }: Cast): string =>
  [header, ...events].map((line) => `${JSON.stringify(line)}\n`).join('')

/** Reads what `toCastFile` has written. */
export const fromCastFile = (file: string): Cast => {
  const [header, ...events] = file
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  // The file is our own, and kept beside the pages.
  return { header: header as CastHeader, events: events as readonly CastEvent[] }
}
