import { cacheDir, stateDir } from '../paths.ts'
import { searchPlaces } from '../setup/probe.mjs'
import { examineDisk } from './disk.ts'
import { examine, type Area, type Finding, type Probe } from './finding.ts'
import { examineLab } from './lab.ts'
import { examineNamespace } from './namespace.ts'
import { examineHub, examinePort } from './network.ts'
import { examinePrograms } from './programs.ts'
import { examineRuns } from './runs.ts'

type Environment = Readonly<Record<string, string | undefined>>

const quickMs = 2_500
/** The test of an accelerator is abandoned after 5 s; its result is remembered. */
const acceleratorMs = 15_000

const probesFor = (
  env: Environment,
  platform: NodeJS.Platform,
  again: boolean,
): readonly (readonly [Area, Probe, number])[] => {
  const places = searchPlaces(env)
  const [cache, state] = [cacheDir(env), stateDir(env)]
  const onLinux = (probe: Probe): Probe => (platform === 'linux' ? probe : () => Promise.resolve([]))
  return [
    ['programs', () => examinePrograms({ env, places, platform }), quickMs],
    ['machine', onLinux(async () => [await examineNamespace()]), quickMs],
    ['lab', (signal) => examineLab(cache, { signal, again }), acceleratorMs],
    [
      'network',
      (signal) =>
        Promise.all([
          examinePort(4400, 'the guides', platform),
          examinePort(2022, 'ssh of boot2docker', platform),
          examinePort(2376, 'Docker of boot2docker', platform),
          examineHub(signal),
        ]),
      quickMs,
    ],
    [
      'disk',
      () => Promise.all([examineDisk('room for images', cache, 4), examineDisk('room for runs', state, 2)]),
      quickMs,
    ],
    ['runs', () => Promise.resolve(examineRuns(state)), quickMs],
  ]
}

/** Examines everything that a guide needs on this computer; with `again`, remembered results are determined again. */
export const examineAll = (env: Environment, platform: NodeJS.Platform, again = false): Promise<readonly Finding[]> =>
  examine(probesFor(env, platform, again))

export { exitCodeOf, type Finding } from './finding.ts'
