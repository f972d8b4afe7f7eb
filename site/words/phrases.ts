import type { Language, TargetId } from '../../playbooks/model/index.ts'
import type { RunStatus, StepStatus } from '../../runner/protocol/events.ts'

/** The texts around a guide on its page, in one language. */
export interface Phrases {
  readonly language: Language
  /** A text as a sentence. */
  readonly sentence: (words: string) => string
  /** A label before what follows: `Running: Start it`. */
  readonly of: (subject: string) => string
  /** Between several things in one sentence. */
  readonly comma: string
  /** Between one sentence and the next. */
  readonly space: string
  readonly seconds: (seconds: string) => string
  readonly minutes: (minutes: string, seconds: string) => string
  readonly step: (number: number) => string
  /** Names a step on another page. */
  readonly stepOf: (guide: string, number: number, title: string) => string
  readonly steps: (count: number) => string
  /** The other forms in which a page can be had. */
  readonly forms: { readonly [form in 'markdown' | 'copy' | 'copied' | 'script' | 'all']: string }
  /** The line that unfolds to the commands that show a step's checks. */
  readonly checkByHand: string
  /** The line that unfolds to a step's checks; `provenOn` is the day of the run that proved them. */
  readonly checks: (count: number, provenOn: string | undefined, hasStandIns: boolean) => string
  /** In place of a regular expression, after `matches`. */
  readonly aPattern: string
  readonly showPattern: string
  /** Above what a step printed when it was recorded. */
  readonly printedOn: (day: string) => string
  readonly moreLines: (count: number) => string
  /** The link to the lines that are too many for the page. */
  readonly inTranscript: (count: number) => string
  /** Before the command of another target than the guide's first. */
  readonly onTarget: (target: string) => string
  readonly inMachine: string
  readonly writeFile: string
  readonly writeFileInside: string
  readonly byHand: string
  readonly meantToHang: (seconds: number) => string
  readonly undo: string
  readonly runStep: string
  readonly runToHere: string
  readonly runStepHint: string
  readonly runAll: string
  readonly cancel: string
  /** Cancels the run of another guide that has the target. */
  readonly cancelOther: string
  readonly cancelling: string
  readonly proveIt: string
  readonly changes: string
  readonly targets: { readonly [id in TargetId]: string } & { readonly [other: string]: string }
  readonly runsOn: string
  readonly alsoRunsOn: string
  /** Before a list of what is missing for it on this computer. */
  readonly cannotRunOn: (target: string) => string
  readonly runsInstead: (target: string) => string
  readonly takes: string
  /** Above the fields for what a guide asks its reader for. */
  readonly inputs: string
  readonly inputsHint: string
  readonly about: (minutes: number) => string
  readonly needs: string
  readonly onlyForSteps: (numbers: string) => string
  readonly cannotRun: string
  readonly contribute: string
  readonly noRunnerNeeds: string
  readonly neverRun: string
  readonly neverDone: string
  readonly noRunner: string
  readonly noRunnerAfter: string
  readonly unpaired: string
  readonly stale: string
  readonly gone: string
  readonly connecting: string
  readonly ready: (steps: number) => string
  readonly preparing: string
  readonly progress: (done: number, all: number) => string
  readonly stepStatus: { readonly [status in StepStatus | 'running' | 'waiting']: string }
  readonly runStatus: { readonly [status in RunStatus | 'running']: string }
  /** After a run of a part: which, and how many steps it says nothing about. */
  readonly onlyPart: (part: string, others: number) => string
  readonly announce: (number: number, title: string, status: string) => string
  readonly holds: string
  readonly holdsNot: string
  readonly couldNotLook: string
  readonly saw: string
  readonly expected: string
  readonly reason: string
  readonly stdout: string
  readonly stderr: string
  readonly hidden: (kilobytes: number) => string
  readonly overwritten: string
  readonly showAsWritten: string
  readonly showReadable: string
  readonly executed: string
  readonly exitCode: (code: number) => string
  readonly ended: string
  readonly endedShell: string
  readonly undoing: string
  readonly undone: string
  readonly notUndone: string
  readonly missing: string
  readonly leftovers: string
  readonly took: string
}
