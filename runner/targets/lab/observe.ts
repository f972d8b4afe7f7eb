import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { fromHome } from '../../paths.ts'
import { type LookContext, type InsideCheck, observe as observeBy } from '../observe.ts'
import type { ActualWorldCheck, Observation } from '../target.ts'
import { observeGuestFile, observeGuestFolder, observeGuestProcess } from './observe-guest.ts'
import type { Inside } from './inside.ts'

/**
 * `~` is the reader's home, and so is where the reader's shell begins; on a shared folder the same path holds in the
 * machine.
 */
const absolute = (path: string): string => resolve(homedir(), fromHome(path))

/** Looks at the world from inside the namespace. `inside` is the road to the machine that no VPN takes. */
export const observe = (check: ActualWorldCheck, inside: Inside, signal: AbortSignal): Promise<Observation> =>
  observeBy(check, contextBy(inside), signal)

const contextBy = (inside: Inside): LookContext => ({
  absolute,
  withEngine: (look) => inside.withEngine(look),
  certificates: () => inside.certificates(),
  inside: (check) => lookInto(inside, check),
})

const lookInto = async (inside: Inside, check: InsideCheck): Promise<Observation> => {
  switch (check.kind) {
    case 'file':
      return observeGuestFile(inside, check.path)
    case 'folder':
      return observeGuestFolder(inside, check.path)
    case 'process':
      return observeGuestProcess(inside, check.command)
    case 'machine':
      return { kind: 'state', state: await inside.state() }
  }
}
