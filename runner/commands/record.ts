import { homedir, hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Action } from '../../playbooks/model/action.ts'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { actionHash } from '../core/hash.ts'
import { stepOnTarget } from '../core/plan.ts'
import type { RecordableStep } from '../evidence/recording.ts'
import { secretsIn } from '../evidence/secrets.ts'
import { cacheDir, stateDir } from '../paths.ts'
import type { Cast } from '../protocol/cast.ts'
import { type Mask, type Secret, maskOf } from '../protocol/mask.ts'
import type { Report } from '../protocol/report.ts'
import { readEvents } from '../runs/index.ts'

const checkout = join(import.meta.dirname, '../..')

const place = (text: string, as: string): Secret => ({ text, as, isPlace: true })

/** A shorter host name may be an ordinary word, which must not be masked. */
const shortestName = 6

const ownName = (): readonly Secret[] =>
  hostname().length < shortestName || hostname() === 'localhost' ? [] : [place(hostname(), '‹this computer›')]

/** The home folder is masked, except that of root, which reveals nothing. */
const ownHome = (): readonly Secret[] => (homedir() === '/root' ? [] : [place(homedir(), '~')])

/** Paths of this computer. In the lab, the reader's home is a folder inside the run's folder. */
const placesOf = (run: string): readonly Secret[] => {
  const folder = join(stateDir(), 'runs', run)
  return [
    place(join(folder, 'lab', 'home'), '~'),
    place(join(folder, 'home'), '~'),
    place(folder, '…'),
    place(cacheDir(), '~/.cache/shipshape'),
    place(stateDir(), '~/.local/state/shipshape'),
    place(checkout, '~/shipshape'),
    place(join(tmpdir(), 'shipshape'), '/tmp/shipshape'),
    ...ownHome(),
  ]
}

const promptOf = (action: Action): string => {
  if (action.kind === 'file') return ''
  return action.kind === 'command' && action.where === 'guest' ? 'docker@boot2docker:~$ ' : '$ '
}

const recordable = async (playbook: Playbook, target: string): Promise<ReadonlyMap<string, RecordableStep>> =>
  new Map(
    await Promise.all(
      playbook.steps.map(async (step): Promise<[string, RecordableStep]> => [
        step.id,
        { title: step.title.en, prompt: promptOf(stepOnTarget(step, target).action), hash: await actionHash(step) },
      ]),
    ),
  )

/** Masks what a run's output reveals of this computer, and secrets of the environment. */
export const maskOfRun = (run: string): Mask =>
  maskOf([...placesOf(run), ...ownName(), ...secretsIn(process.env)], { keys: true })

/** The recording of a finished run; undefined when there is nothing to show. */
export const castOf = async (playbook: Playbook, report: Report): Promise<Cast | undefined> => {
  const { recordingOf } = await import('../evidence/recording.ts')
  const steps = await recordable(playbook, report.target?.id ?? '')
  const events = await readEvents(stateDir(), report.run, 0)
  return recordingOf(events, { title: playbook.title.en, steps, mask: maskOfRun(report.run) })
}
