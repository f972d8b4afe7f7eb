/** A process that lives: zombies have ended. */
export interface Process {
  readonly pid: number
  readonly parent: number
  /** The process group. */
  readonly group: number
  /** The number of the user whose rights it has. */
  readonly user: number
  /** When it began, in milliseconds of the epoch, give or take two seconds. */
  readonly startedMs: number
  /**
   * When it began, as the system writes it. Only good for comparing: a process of the same number with another start is
   * another process.
   */
  readonly startTime: string
  /** It does not run until somebody continues it: SIGSTOP, Ctrl-Z, a debugger. */
  readonly isStopped: boolean
  /** Its command line. Where only `ps` says it (macOS), it is split at blanks, also inside of a word. */
  readonly words: readonly string[]
}

/** Who listens on a port. */
export interface Listener {
  readonly pid: number
  readonly name: string
}

/** A process that is blocked in a read of its terminal. */
export interface TerminalReader {
  readonly pid: number
  /** Whether it can do nothing else meanwhile. One with more threads may only be listening (`docker run -i`). */
  readonly hasOneThread: boolean
}

/** What this computer says of its processes. Nothing is kept: each call looks again. */
export interface ProcessTable {
  /** All that live. */
  list(): readonly Process[]
  /** One of them; undefined when it has ended, or never was. */
  find(pid: number): Process | undefined
  /** The name of its program, without folders; undefined when it has ended. */
  nameOf(pid: number): string | undefined
  /**
   * The numbers of those that live and whose environment has this entry, `NAME=value`, as it was when they began. Those
   * whose environment we may not see are left out.
   */
  carrying(entry: string): readonly number[]
  /**
   * Whether `carrying` sees the environment of every process of ours. macOS hides that of the system's own programs,
   * a shell's among them.
   */
  readonly seesEnvironments: boolean
  /** The numbers of its living children; of a process that has ended, none. */
  childrenOf(pid: number): readonly number[]
  /**
   * Who is blocked in a read of the terminal of a process, in the terminal's foreground: Ctrl-C would reach them.
   * Those that only poll the terminal, or whose system calls we may not see, are left out. macOS says nothing of it:
   * always empty.
   */
  terminalReaders(pid: number): readonly TerminalReader[]
  /** Who listens on a TCP port; undefined when nobody does, or when we may not see who. */
  listenerOn(port: number): Listener | undefined
}

/** A process as it was seen once: its number may pass to a stranger, its start and its words do not. */
export interface KnownProcess {
  readonly processId: number
  readonly startTime: string
  /** A word of its command line. */
  readonly marker: string
}

/** Whether the process that was seen is alive: same number, same start, same marker on its command line. */
export const isStillThere = (table: ProcessTable, { processId, startTime, marker }: KnownProcess): boolean => {
  const found = table.find(processId)
  return found?.startTime === startTime && found.words.includes(marker)
}
