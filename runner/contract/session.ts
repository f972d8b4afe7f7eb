import type { FactName, Words } from '../../playbooks/model/text.ts'
import type { Problem, TargetFacts, UsedStandIn } from '../protocol/events.ts'
import type { Unavailable } from '../protocol/unavailable.ts'
import type { ActualAction } from './action.ts'
import type { Observation } from './observation.ts'
import type { ActualWorldCheck } from './rendered.ts'

export interface ExecOptions {
  /** Unique in the run; names the folder in which the command's output and exit code are kept. */
  readonly id: string
  /** After this the command is interrupted, then terminated, then killed, with all its descendants. */
  readonly deadlineMs: number
  readonly signal: AbortSignal
  /** Called as output arrives; `offset` counts bytes of that stream. Of a flood, parts may be passed over. */
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string, offset: number) => void
}

export interface ExecResult {
  /** null when the command did not end by itself; 128+n when a signal ended it. */
  readonly exitCode: number | null
  /** `asked`: it waited for input from the terminal, which nobody types. */
  readonly ended: 'by-itself' | 'deadline' | 'cancelled' | 'asked'
  /** The command has ended the shell or taken its place: the next one runs in a new shell, which keeps nothing. */
  readonly endedShell?: true
  /** The whole text, or its first and last 512 KiB when it is longer. */
  readonly stdout: string
  readonly stderr: string
  readonly milliseconds: number
}

export interface ExploreOptions {
  readonly columns: number
  readonly rows: number
  /** Called with what the terminal shows. */
  readonly onText: (text: string) => void
}

/** A shell in a VM, on a terminal. */
export interface VmShell {
  /** Resolves with the shell's exit code. */
  readonly ended: Promise<number>
  readonly write: (text: string) => void
  readonly resize: (columns: number, rows: number) => void
  /** Nothing is read of the terminal until `resume`, so that a reader who is slow is not flooded. */
  readonly pause: () => void
  readonly resume: () => void
  /** Ends it. */
  readonly hangUp: () => void
}

/** What an engine keeps, in a fixed order. */
export interface Inventory {
  readonly containers: readonly {
    readonly id: string
    readonly name: string
    readonly state: string
    readonly networks: readonly string[]
  }[]
  readonly volumes: readonly string[]
  readonly networks: readonly string[]
  readonly images: readonly { readonly id: string; readonly names: readonly string[] }[]
}

/** An open target. Disposing it leaves the computer as it was found. */
export interface Session extends AsyncDisposable {
  readonly target: TargetFacts
  /** Facts known now; `address` appears once there is a machine. */
  facts(): Promise<{ readonly [name in FactName]?: string }>
  /** How a person at this session's terminal writes facts of it where the target's own spelling would not be right. */
  readonly spelling?: { readonly [name in FactName]?: string }
  /**
   * Executes an action. Exit 3 is a result, not an exception. Throws RunnerError('broken') when the machine died under
   * it.
   */
  exec(action: ActualAction, options: ExecOptions): Promise<ExecResult>
  /**
   * Observes the world independently of the command, once. What cannot be looked at is a value as well. Throws
   * RunnerError('broken') when the target has died, and the signal's reason when that is aborted.
   */
  observe(check: ActualWorldCheck, signal: AbortSignal): Promise<Observation>
  /**
   * Executes, in the reader’s own shell, a script of commands that a person types to see what checks say. It belongs to
   * no step. Absent: the target has no such shell.
   */
  typeLooks?(script: string, options: ExecOptions): Promise<ExecResult>
  /**
   * All that its engine keeps now, so that it can be restored; undefined when no engine answers. Absent: it has none.
   */
  inventory?(): Promise<Inventory | undefined>
  /**
   * The stand-ins that its engine has been served since it was opened, in the order of their first use. It observes
   * what was served; no command is read for it. Absent: it serves none.
   */
  standIns?(): Promise<readonly UsedStandIn[]>
  /**
   * What the last action needed from outside (an image, a package, another computer) and could not get. The action and
   * what it printed only say what to look for: that it is missing is found out independently, from what was asked of
   * the target's own services, or by asking the engine. Called only when the action did not end as its guide says.
   * Absent: it cannot find out.
   */
  unavailable?(action: ActualAction, result: ExecResult): Promise<readonly Unavailable[]>
  /**
   * Why its engine cannot mount the folders of its shell; undefined when it can. Absent: it always can.
   */
  cannotMount?(): Promise<Problem | undefined>
  /**
   * Opens an interactive shell in the session's own VM, for the reader: never on the reader's computer, and never on an
   * engine that is the reader's own. Throws RunnerError('blocked') when there is no VM now. Absent: it has none.
   */
  explore?(options: ExploreOptions): Promise<VmShell>
  /**
   * Resolves with the reason as soon as the target has died under the run (its machine was killed from outside, say).
   */
  readonly died: Promise<Words>
}
