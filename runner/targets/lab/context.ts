import { homedir } from 'node:os'
import { resolve } from 'node:path'
import type { LookContext } from '../../checks/look/context.ts'
import { RunnerError } from '../../errors.ts'
import { fromHome } from '../../paths.ts'
import type { Inside } from './inside.ts'

/**
 * `~` is the reader's home, and so is where the reader's shell begins; on a shared folder the same path holds in the
 * machine.
 */
const absolute = (path: string): string => resolve(homedir(), fromHome(path))

const notHere = { en: 'The shell’s environment is not the observer’s.', 'zh-cn': 'shell 的环境不是观察者的环境。' }

/** Looks at the world from inside the namespace. `inside` reaches the machine where no VPN is in between. */
export const contextBy = (inside: Inside, signal: AbortSignal): LookContext => ({
  signal,
  absolute,
  withEngine: (look) => inside.withEngine(look),
  certificates: () => inside.certificates(),
  inGuest: (command) => inside.exec(command),
  machineState: () => inside.state(),
  variable: () => Promise.reject(new RunnerError('broken', notHere, { hint: 'Run the guide again.' })),
})
