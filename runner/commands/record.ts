import { homedir, hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Action } from '../../playbooks/model/action.ts'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { actionHash } from '../core/hash.ts'
import { stepOnTarget } from '../core/plan.ts'
import { type Private, secretsIn } from '../evidence/mask.ts'
import type { RecordableStep } from '../evidence/recording.ts'
import { cacheDir, stateDir } from '../paths.ts'
import type { Report } from '../protocol/report.ts'
import { readEvents } from '../runs/index.ts'

const checkout = join(import.meta.dirname, '../..')

/** A shorter name may be an ordinary word, which would be replaced where it means something else. */
const shortestName = 6

const ownName = (): readonly Private[] =>
  hostname().length < shortestName || hostname() === 'localhost' ? [] : [{ text: hostname(), as: '‹this computer›' }]

/** Root's home is called the same everywhere, in containers too: it tells nothing. */
const ownHome = (): readonly Private[] => (homedir() === '/root' ? [] : [{ text: homedir(), as: '~' }])

/** Paths of this computer. In a lab, the run's own folder holds the home that stands for the reader's. */
const placesOf = (run: string): readonly Private[] => {
  const folder = join(stateDir(), 'runs', run)
  return [
    { text: join(folder, 'lab', 'home'), as: '~' },
    { text: join(folder, 'home'), as: '~' },
    { text: folder, as: '…' },
    { text: cacheDir(), as: '~/.cache/shipshape' },
    { text: stateDir(), as: '~/.local/state/shipshape' },
    { text: checkout, as: '~/shipshape' },
    { text: join(tmpdir(), 'shipshape'), as: '/tmp/shipshape' },
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

/** Keeps a recording of a finished run in a folder. Answers its path; undefined for a run that shows nothing. */
export const recordRun = async (playbook: Playbook, report: Report, folder: string): Promise<string | undefined> => {
  const [{ recordingOf }, { keepRecording }] = await Promise.all([
    import('../evidence/recording.ts'),
    import('../evidence/keep-recording.ts'),
  ])
  const steps = await recordable(playbook, report.target?.id ?? '')
  const secrets = [...placesOf(report.run), ...ownName(), ...secretsIn(process.env)]
  const cast = recordingOf(await readEvents(stateDir(), report.run, 0), { title: playbook.title.en, steps, secrets })
  return cast && keepRecording(cast, folder)
}
