import type { LookContext } from '../../checks/look/context.ts'
import { RunnerError } from '../../errors.ts'
import type { Shell } from './shell.ts'

const onlyShell = (): never => {
  throw new RunnerError('broken', 'From the shell only its own variables can be seen.', {
    hint: 'Run the guide again.',
  })
}

/** Looks at the reader's shell, and at nothing else. */
export const shellContext = (shell: Shell, signal: AbortSignal): LookContext => ({
  signal,
  absolute: onlyShell,
  withEngine: onlyShell,
  certificates: onlyShell,
  inGuest: onlyShell,
  machineState: onlyShell,
  variable: (name) => shell.variable(name),
})
