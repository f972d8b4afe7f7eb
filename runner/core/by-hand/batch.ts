import { quote } from '../../quote.ts'

/** Record separator (ASCII): no program of a guide prints it. */
const separator = '\x1e'

/** A value that earlier steps have saved, under the name of its variable. */
export interface KeptValue {
  readonly variable: string
  readonly value: string
}

const lookOf = (line: string): string => `{ ( exit "$shipshape_code" )\n${line}\n} 2>&1 </dev/null; printf '\\036'`

/**
 * A script for the reader’s living shell that executes commands as a person types them, each with the exit code of the
 * step in `$?`. In a subshell, which leaves the step’s exit code behind: so the shell does not change.
 */
export const batchOf = (lines: readonly string[], values: readonly KeptValue[]): string =>
  [
    '( shipshape_code=$?; set +ex',
    ...values.map(({ variable, value }) => `${variable}=${quote(value)}`),
    ...lines.map(lookOf),
    'exit "$shipshape_code" )',
  ].join('\n')

/** What each command of a batch has printed; undefined for one that has not ended. */
export const printedBy = (stdout: string, count: number): readonly (string | undefined)[] => {
  const ended = stdout.split(separator).slice(0, -1)
  return Array.from({ length: count }, (_, index) => ended[index])
}
