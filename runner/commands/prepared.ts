import type { PreparationStatus } from '../protocol/preparation.ts'
import { Preparation } from '../preparation/preparation.ts'
import { whenPrepared } from '../preparation/when-prepared.ts'
import type { Part } from '../preparation/part.ts'
import { cacheDir } from '../paths.ts'
import { screenOn } from '../reporters/screen.ts'
import type { Target } from '../contract/target.ts'
import type { Catalogue } from './catalogue.ts'
import { showPreparation, stoppedText } from './show-preparation.ts'
import { printJson, say } from './say.ts'
import { shareScreen } from './terminal.ts'

/** The background preparation of `serve`, and its output in the terminal. */
export interface Behind {
  readonly preparation: Preparation
  /** The targets; those that use prepared parts wait for them. */
  readonly targets: readonly Target[]
  readonly start: () => void
  /** Prints a line above the live output. */
  readonly say: (text: string) => void
  /** Stops it; returns whether a part was interrupted. */
  readonly close: () => Promise<boolean>
}

/** The lab uses all parts; other targets use none. */
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
      printJson({ part })
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
      if (wasPending) say(stoppedText(status))
      return wasPending
    },
  }
}
