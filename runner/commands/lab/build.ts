import { rm } from 'node:fs/promises'
import { RunnerError } from '../../errors.ts'
import { forgetClient } from '../../lab/client/index.ts'
import { forgetImage } from '../../lab/image/index.ts'
import { forgetReady } from '../../lab/ready.ts'
import { forgetStandIn, standIns } from '../../lab/stand-ins/index.ts'
import { packagesFolder } from '../../packages/index.ts'
import { cacheDir } from '../../paths.ts'
import { labParts } from '../../preparation/lab-parts.ts'
import { Preparation } from '../../preparation/preparation.ts'
import type { Part } from '../../preparation/part.ts'
import type { PartStatus } from '../../protocol/preparation.ts'
import { screenOn } from '../../reporters/screen.ts'
import { hubAnswers } from '../../targets/lab/hub.ts'
import { onInterrupt } from '../interrupt.ts'
import { showPreparation } from '../show-preparation.ts'
import { exitCodes } from '../../setup/exit-codes.mjs'

export interface BuildFlags {
  /** Build everything again, from packages that are downloaded again. */
  readonly again: boolean
  /** Make stand-ins although Docker Hub answers. */
  readonly standIns: boolean
  readonly json: boolean
}

/**
 * Builds what is missing, each part independently; Ctrl-C leaves no partial results. Returns the exit code: 3 when a
 * part could not be built. RunnerError('cancelled') on Ctrl-C.
 */
export const buildLab = async ({ again, standIns: always, json }: BuildFlags): Promise<number> => {
  const cache = cacheDir()
  if (again) await forgetAll(cache)
  const isOnline = (): Promise<boolean> => hubAnswers(new AbortController().signal)
  const parts = alone(labParts({ cache, ...(always ? {} : { isOnline }) }))
  const made = await prepareAll(parts, cache)
  if (json) await import('./status.ts').then(({ showStatus }) => showStatus(true))
  return made.some(({ state }) => state === 'failed') ? exitCodes.blocked : exitCodes.passed
}

/** Without the programs of the OS, which set-up installs: a part that needs a missing one reports it. */
const alone = (parts: readonly Part[]): readonly Part[] =>
  parts.map((part) => ({ ...part, after: part.after.filter((id) => id !== 'programs') }))

const prepareAll = async (parts: readonly Part[], cache: string): Promise<readonly PartStatus[]> => {
  const stop = new AbortController()
  const stopListening = onInterrupt({ first: () => stop.abort(), second: () => process.exit(exitCodes.cancelled) })
  const screen = screenOn(process.stderr)
  const preparation = new Preparation(parts, { cache })
  const show = showPreparation(screen)
  const stopShowing = preparation.subscribe(() => show(preparation.status()))
  try {
    preparation.start()
    return await preparation.settled(
      parts.map(({ id }) => id),
      { signal: stop.signal, onProgress: () => undefined },
    )
  } catch (error) {
    if (!stop.signal.aborted) throw error
    throw new RunnerError('cancelled', 'The build was cancelled; no partial results were left.', {
      hint: 'npx shipshape lab build',
      cause: error,
    })
  } finally {
    stopShowing()
    await preparation.close()
    screen.close()
    stopListening()
  }
}

const forgetAll = async (cache: string): Promise<void> => {
  await forgetReady({ cache })
  for (const standIn of standIns) await forgetStandIn(standIn, { cache })
  await forgetClient({ cache })
  await forgetImage({ cache, architecture: 'amd64' })
  await rm(packagesFolder(cache), { recursive: true, force: true })
}
