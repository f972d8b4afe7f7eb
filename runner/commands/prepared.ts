import type { PreparationStatus } from '../protocol/preparation.ts'
import { Preparation } from '../preparation/preparation.ts'
import { whenPrepared } from '../preparation/when-prepared.ts'
import type { Part } from '../preparation/part.ts'
import { cacheDir } from '../paths.ts'
import { screenOn } from '../reporters/screen.ts'
import type { Target } from '../contract/target.ts'
import type { Catalogue } from './catalogue.ts'
import { showPreparation, stoppedText } from './show-preparation.ts'
import { shareScreen } from './terminal.ts'

/** The preparation behind a served site, and what the terminal shows of it. */
export interface Behind {
  readonly preparation: Preparation
  /** Those that use what is prepared wait for it. */
  readonly targets: readonly Target[]
  readonly start: () => void
  /** Writes a line above what is shown live. */
  readonly say: (text: string) => void
  /** Stops it; answers whether something was stopped in its middle. */
  readonly close: () => Promise<boolean>
}

/** The lab is made of all parts; whatever else there is needs none of them. */
const waiting = (targets: readonly Target[], preparation: Preparation, parts: readonly Part[]): readonly Target[] => {
  const ids = parts.map(({ id }) => id)
  const uses = ({ id }: Target): boolean => id === 'lab' && process.platform === 'linux'
  return targets.map((target) => (uses(target) ? whenPrepared(target, preparation, ids) : target))
}

const isPending = ({ parts }: PreparationStatus): boolean =>
  parts.some(({ state }) => state === 'waiting' || state === 'preparing')

const printChanges = (): ((status: PreparationStatus) => void) => {
  const last = new Map<string, string>()
  return ({ parts }) => {
    for (const part of parts.filter(({ id, state }) => last.get(id) !== state)) {
      last.set(part.id, part.state)
      process.stdout.write(`${JSON.stringify({ part })}\n`)
    }
  }
}

export const prepareBehind = async (
  catalogue: Catalogue,
  targets: readonly Target[],
  isJson: boolean,
): Promise<Behind> => {
  const screen = shareScreen(screenOn(process.stderr))
  const parts = (await catalogue.parts?.(screen)) ?? []
  const preparation = new Preparation(parts, { cache: cacheDir() })
  const show = isJson ? printChanges() : showPreparation(screen)
  const stopShowing = preparation.subscribe(() => show(preparation.status()))
  return {
    preparation,
    targets: waiting(targets, preparation, parts),
    start: () => preparation.start(),
    say: screen.print,
    close: async () => {
      const wasPending = isPending(preparation.status())
      stopShowing()
      screen.close()
      const status = await preparation.close()
      if (wasPending) process.stderr.write(`${stoppedText(status)}\n`)
      return wasPending
    },
  }
}
