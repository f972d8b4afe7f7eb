import { existsSync } from 'node:fs'
import { describe } from 'vitest'
import { linuxProcesses } from '../../../../runner/host/processes/linux.ts'
import { keepsTheContract } from './contract.ts'
import { realProcesses } from './real.ts'

describe.skipIf(!existsSync('/proc/self/environ'))('the process table of Linux’s /proc', () => {
  keepsTheContract(() => realProcesses(linuxProcesses(), () => 'node'))
})
