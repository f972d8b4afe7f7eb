import { dirname } from 'node:path'
import { execa } from 'execa'
import { RunnerError } from '../../../errors.ts'
import type { PackageArchitecture } from '../architecture.ts'
import { aptSurroundings } from './apt.ts'
import { sourceDateEpoch, suite } from './recipe.ts'

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
const hint = 'sudo apt-get install mmdebstrap debian-archive-keyring'

interface Common {
  readonly architecture: PackageArchitecture
  readonly packages: readonly string[]
  readonly to: string
  readonly signal: AbortSignal
  readonly onLine: (line: string) => void
  /** Only the release itself, without its updates, which mirrors of the rarer architectures do not always have in one piece. */
  readonly releaseOnly?: boolean
}

/**
 * Downloads Debian packages with all that they depend on, verifies their signatures and unpacks them into a new
 * folder; the packages' own files stay in its var/cache/apt/archives. Nothing of them is executed, so this needs no
 * root and no chroot. RunnerError('blocked') without the program, 'broken' when it fails.
 */
export const unpackPackages = (common: Common): Promise<void> =>
  // Its own small things too: what an interrupted mmdebstrap leaves goes with the folder.
  mmdebstrap(['--variant=extract', '--mode=chrootless', '--format=directory', '--skip=output/dev,cleanup/apt/cache'], common, { TMPDIR: dirname(common.to) })

/**
 * Installs a working Debian, or packages on top of one, into a tar archive (to), in a user namespace. Manuals,
 * translations and character-set tables are left out. Errors as above.
 */
export const installPackages = (options: Common & { readonly onTopOf?: string }): Promise<void> =>
  mmdebstrap(
    [
      ...(options.onTopOf === undefined ? ['--variant=minbase'] : layOut(options.onTopOf)),
      ...['--mode=unshare', '--format=tar', '--skip=output/dev,output/mknod'],
      ...leftOut.map((glob) => `--dpkgopt=path-exclude=${glob}`),
      '--dpkgopt=path-include=/usr/share/doc/*/copyright',
    ],
    options,
  )

/** An archive made here has no /dev, into which the packages' scripts need /dev/null. */
const layOut = (tar: string): readonly string[] => ['--variant=custom', `--setup-hook=tar-in ${shellWord(tar)} /`, '--setup-hook=mkdir -p "$1/dev"']

const leftOut = ['doc', 'man', 'info', 'locale', 'lintian'].map((name) => `/usr/share/${name}/*`).concat('/usr/lib/*/gconv/*')

const shellWord = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`

const mmdebstrap = async (how: readonly string[], common: Common, settings: Readonly<Record<string, string>> = {}): Promise<void> => {
  const { architecture, packages, to, signal, onLine, releaseOnly = false } = common
  const { sources, options } = await aptSurroundings(signal)
  const args = [
    ...[...how, `--architectures=${architecture}`, `--keyring=${keyring}`, ...(packages.length === 0 ? [] : [`--include=${packages.join(',')}`])],
    ...['APT::Install-Recommends "false"', 'Acquire::Languages "none"', ...options].map((option) => `--aptopt=${option}`),
    ...[suite, to, ...(releaseOnly ? sources.slice(0, 1) : sources)],
  ]
  const env = { LC_ALL: 'C', SOURCE_DATE_EPOCH: `${sourceDateEpoch}`, ...settings }
  const running = execa('mmdebstrap', args, { stdin: 'ignore', stdout: 'ignore', reject: false, cancelSignal: signal, env })
  for await (const line of running.iterable({ from: 'stderr' })) if (line.startsWith('I: ')) onLine(line.slice('I: '.length))
  const answer = await running
  signal.throwIfAborted()
  if (answer.exitCode === 0) return
  if (answer.code === 'ENOENT') throw new RunnerError('blocked', 'The program “mmdebstrap” is not installed.', { hint })
  throw new RunnerError('broken', `Debian's packages could not be had: ${lastWords(answer.stderr)}`, {
    hint: 'Look whether “sudo apt-get update” works, then try again.',
  })
}

/** Complaints begin with a letter; apt's come before mmdebstrap's. */
const lastWords = (said: string): string => {
  const lines = said.trim().split('\n')
  const complaints = lines.filter((line) => /^(?:E|Err)\b/.test(line))
  return (complaints.length > 0 ? complaints : lines).slice(0, 3).join(' ')
}
