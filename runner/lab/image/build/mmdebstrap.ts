import { execa } from 'execa'
import { RunnerError } from '../../../errors.ts'
import type { Architecture } from '../architecture.ts'
import { aptSurroundings } from './apt.ts'
import { suite } from './recipe.ts'

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
const hint = 'sudo apt-get install mmdebstrap debian-archive-keyring'

export interface Unpacking {
  readonly architecture: Architecture
  readonly packages: readonly string[]
  readonly to: string
  readonly signal: AbortSignal
  readonly onLine: (line: string) => void
}

/**
 * Downloads Debian packages with all that they depend on, verifies their signatures and unpacks them into a new
 * folder; the packages' own files stay in its var/cache/apt/archives. Nothing of them is executed, so this needs no
 * root and no chroot. RunnerError('blocked') without the program, 'broken' when it fails.
 */
export const unpackPackages = async ({ architecture, packages, to, signal, onLine }: Unpacking): Promise<void> => {
  const { sources, options } = await aptSurroundings(signal)
  const args = [
    ...['--variant=extract', '--mode=chrootless', '--format=directory', '--skip=output/dev,cleanup/apt/cache', `--architectures=${architecture}`],
    ...[`--include=${packages.join(',')}`, `--keyring=${keyring}`],
    ...['APT::Install-Recommends "false"', 'Acquire::Languages "none"', ...options].map((option) => `--aptopt=${option}`),
    ...[suite, to, ...sources],
  ]
  const running = execa('mmdebstrap', args, { stdin: 'ignore', stdout: 'ignore', reject: false, cancelSignal: signal, env: { LC_ALL: 'C' } })
  for await (const line of running.iterable({ from: 'stderr' })) if (line.startsWith('I: ')) onLine(line.slice('I: '.length))
  const answer = await running
  signal.throwIfAborted()
  if (answer.exitCode === 0) return
  if (answer.code === 'ENOENT') throw new RunnerError('blocked', 'The program “mmdebstrap” is not installed.', { hint })
  throw new RunnerError('broken', `Debian's packages could not be unpacked: ${lastWords(answer.stderr)}`, {
    hint: 'Look whether “sudo apt-get update” works, then try again.',
    cause: answer,
  })
}

const lastWords = (said: string): string => said.trim().split('\n').filter((line) => /^(?:E|Err|W):?/.test(line)).slice(-3).join(' ') || said.slice(-300)
