import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { styleText } from 'node:util'
import { RunnerError } from '../../errors.ts'
import type { Progress } from '../../lab/image/image.ts'
import { cacheDir } from '../../paths.ts'
import { screenOn, type Screen } from '../../reporters/screen.ts'
import { takeLock, type Lock } from '../../runs/lock.ts'
import { onInterrupt } from '../interrupt.ts'

export interface BuildFlags {
  readonly again: boolean
  readonly json: boolean
}

/** Makes what the lab lacks, one build at a time on a computer; Ctrl-C leaves nothing half made. */
export const buildLab = async ({ again, json }: BuildFlags): Promise<void> => {
  const cache = cacheDir()
  await mkdir(cache, { recursive: true })
  const stop = new AbortController()
  const stopListening = onInterrupt({ first: () => stop.abort(), second: () => process.exit(130) })
  const screen = screenOn(process.stderr)
  const lock = await lockBuild(join(cache, 'build.lock'), screen, stop.signal)
  try {
    await buildParts({ cache, again, signal: stop.signal }, screen)
  } catch (error) {
    if (!stop.signal.aborted) throw error
    throw new RunnerError('cancelled', 'The build was cancelled; nothing half made was left.', { hint: 'npx shipshape lab build', cause: error })
  } finally {
    lock.release()
    screen.close()
    stopListening()
  }
  if (json) await import('./status.ts').then(({ showStatus }) => showStatus(true))
}

/** Two builders would do the same work twice. */
const lockBuild = async (path: string, screen: Screen, signal: AbortSignal): Promise<Lock> => {
  for (let isTold = false; ; isTold = true) {
    const lock = takeLock(path)
    if (lock !== undefined) return lock
    if (!isTold) screen.print('Another build is under way; waiting for it.')
    await sleep(500, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) throw new RunnerError('cancelled', 'Cancelled while another build was under way.', { hint: 'npx shipshape lab build' })
  }
}

interface Wanted {
  readonly cache: string
  readonly again: boolean
  readonly signal: AbortSignal
}

const buildParts = async ({ cache, again, signal }: Wanted, screen: Screen): Promise<void> => {
  const [{ obtainImage, forgetImage }, { obtainRegistry, forgetRegistry }, { obtainReady, forgetReady }] = await Promise.all([
    import('../../lab/image/index.ts'),
    import('../../lab/registry/index.ts'),
    import('../../lab/ready.ts'),
  ])
  if (again) for (const forget of [forgetReady, forgetRegistry, forgetImage]) await forget({ cache, architecture: 'amd64' })
  await timed('virtual machine image', screen, (progress) => obtainImage({ architecture: 'amd64', cache, progress, signal }))
  await timed('images that stand in for Docker Hub’s', screen, (progress) => obtainRegistry({ cache, progress, signal }))
  await timed('a machine that is ready to resume', screen, (progress) => obtainReady({ cache, progress, signal }))
}

/** Says what is being made as soon as there is something to say, and how long it took. What is there costs no line. */
const timed = async (what: string, screen: Screen, make: (progress: Progress) => Promise<unknown>): Promise<void> => {
  const started = performance.now()
  const told = new Set<string>()
  await make(({ text, done, total }) => {
    if (told.size === 0) screen.print(`Making ${what} …`)
    told.add(what)
    const share = done === undefined || total === undefined ? '' : ` (${Math.floor((100 * done) / total)} %)`
    screen.show(`  ${text}${share}`)
  })
  if (told.size > 0) screen.print(`${styleText('green', '✓', { stream: process.stderr })} ${what}: made in ${seconds(started)} s`)
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(0)
