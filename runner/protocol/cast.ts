/** The provenance of a recording, by which a page detects that the guide has changed since. */
export interface Recorded {
  readonly playbook: string
  readonly target: string
  /** e.g. `lab: QEMU 10.0.2, tcg` */
  readonly description: string
  readonly contentHash: string
  /** Each recorded step, in order, with the hash of what it does. */
  readonly steps: { readonly [step: string]: string }
}

/** The first line of an asciicast v2 file. `shipshape` is our extension, which players ignore. */
export interface CastHeader {
  readonly version: 2
  readonly width: number
  readonly height: number
  /** When the first step began, in seconds since 1970. */
  readonly timestamp: number
  /** The longest pause in seconds that a player shows; the times of the events are the real ones. */
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

/** Rewrites the current line: moves to its start and erases it. */
export const redraw = '\r\x1b[K'

/** The marker of a step. */
export const markerOf = (step: string, title: string): string => `${step}: ${title}`
/** The id in a step's marker. */
export const stepOf = (marker: string): string => marker.split(': ', 1).join('')

export const toCastFile = ({ header, events }: Cast): string =>
  [header, ...events].map((line) => `${JSON.stringify(line)}\n`).join('')
