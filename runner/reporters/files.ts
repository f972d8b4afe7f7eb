import type { Playbook } from '../../playbooks/model/playbook.ts'
import type { Report } from '../protocol/report.ts'

/** The content of a file about runs that have ended, in the order in which they ran. */
export type WriteReports = (reports: readonly Report[], playbooks: readonly Playbook[]) => string

/** A kind of report for other programs, written into a file after the last run. */
export interface FileReporter {
  /** The option that asks for it: `junit` for `--junit <file>`. */
  readonly option: string
  /** For `--help`. */
  readonly what: string
  /** Loaded only when it was asked for. */
  readonly load: () => Promise<WriteReports>
}

/** Every kind there is. */
export const fileReporters: readonly FileReporter[] = [
  { option: 'junit', what: 'write a JUnit file', load: async () => (await import('./junit.ts')).junitFile },
  { option: 'report', what: 'write the report as JSON', load: async () => (await import('./json.ts')).reportFile },
]

export interface WantedFile {
  readonly file: string
  readonly reporter: FileReporter
}

/** The files that a command line asks for. */
export const wantedFiles = (options: object): readonly WantedFile[] =>
  fileReporters.flatMap((reporter) => {
    const file: unknown = Reflect.get(options, reporter.option)
    return typeof file === 'string' ? [{ file, reporter }] : []
  })
