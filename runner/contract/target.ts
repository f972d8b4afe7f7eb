import type { Feature } from '../../playbooks/model/need.ts'
import type { FactName, Words } from '../../playbooks/model/text.ts'
import type { Problem } from '../protocol/events.ts'
import type { Unavailable } from '../protocol/unavailable.ts'
import type { Session } from './session.ts'

export interface OpenOptions {
  /** The run's own folder; the session keeps its files in it. */
  readonly folder: string
  /** `ready`: begin with a machine whose engine answers. */
  readonly machine: 'none' | 'ready'
  readonly onProgress: (text: Words) => void
  readonly signal: AbortSignal
}

/** How a target says what it waits for before it can say what is missing. */
export interface LookOptions {
  readonly onProgress: (text: Words) => void
  readonly signal: AbortSignal
}

/** A program that opens a shell in a VM, on the terminal that it is started on. */
export interface ShellInVm {
  readonly command: readonly [string, ...string[]]
  /** Its complete environment. */
  readonly env: Readonly<Record<string, string>>
}

export interface Target {
  readonly id: string
  readonly features: ReadonlySet<Feature>
  /** Programs that it brings for the steps, so that this computer need not have them. */
  readonly programs?: ReadonlySet<string>
  /** How a page spells a fact in a command: `address` is `"$(boot2docker ip)"`. */
  readonly spelling: { readonly [name in FactName]: string }
  /** What steps made outlives the session: only undo removes it, and what it could not remove is reported. */
  readonly keepsWhatStepsMade?: true
  /** What is missing on this computer for it; empty when it can be opened. Waits for what is still being prepared. */
  missing(options: LookOptions): Promise<readonly Problem[]>
  /**
   * What a reader should know before a guide uses it, for it holds things of theirs; undefined when it holds none.
   * Absent: it always begins empty.
   */
  holds?(): Promise<Words | undefined>
  /** What it would serve and cannot: only the steps that use it are blocked. Absent: it serves nothing itself. */
  unavailable?(): Promise<readonly Unavailable[]>
  open(options: OpenOptions): Promise<Session>
  /**
   * What opens a shell in the VM of the session that keeps its files in `folder` and that another process keeps open;
   * undefined when it has no VM now. Absent: its sessions have none.
   */
  shellIn?(folder: string): Promise<ShellInVm | undefined>
  /**
   * Cleans up after a run whose runner died: ends what still lives of the session that kept its files in `folder`. May
   * be called again.
   */
  reap?(folder: string): Promise<void>
}
