import { existsSync } from 'node:fs'
import { bsdProcesses } from './bsd.ts'
import { linuxProcesses } from './linux.ts'
import type { ProcessTable } from './process-table.ts'

export {
  type KnownProcess,
  type Process,
  type ProcessTable,
  type TerminalReader,
  isStillThere,
} from './process-table.ts'

/** The process table of this computer: of Linux's /proc, or of macOS's `ps` and `lsof`. */
export const processes: ProcessTable = existsSync('/proc/self/environ') ? linuxProcesses() : bsdProcesses()
