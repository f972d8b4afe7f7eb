import { RunnerError } from '../../errors.ts'
import { runLong } from '../../host/long-program.ts'

const hint = process.platform === 'darwin' ? 'brew install xorriso' : 'sudo apt-get install xorriso'

/** Writes a folder as an ISO 9660 disc (with Rock Ridge names). The same folder and date give the same bytes. */
export const makeDisc = async (options: {
  readonly folder: string
  readonly file: string
  readonly label: string
  readonly sourceDateEpoch: number
  readonly signal: AbortSignal
}): Promise<void> => {
  const { folder, file, label, sourceDateEpoch, signal } = options
  const args = [
    '-as',
    'mkisofs',
    '-quiet',
    '-r',
    '-V',
    label,
    '--set_all_file_dates',
    `=${sourceDateEpoch}`,
    '-o',
    file,
    folder,
  ]
  await run(args, signal, { SOURCE_DATE_EPOCH: `${sourceDateEpoch}`, TZ: 'UTC' })
}

/** Copies a folder of a disc into an existing folder. RunnerError('broken') when the disc has no such folder. */
export const extractFromDisc = (options: {
  readonly disc: string
  readonly path: string
  readonly to: string
  readonly signal: AbortSignal
}): Promise<void> => {
  const { disc, path, to, signal } = options
  return run(
    ['-abort_on', 'FAILURE', '-osirrox', 'on', '-indev', disc, '-extract', path, to, '-chmod_r', 'u+w', '--'],
    signal,
    {},
  )
}

const run = async (
  args: readonly string[],
  signal: AbortSignal,
  env: Readonly<Record<string, string>>,
): Promise<void> => {
  const answer = await runLong('xorriso', ['-no_rc', ...args], { hint, signal, env: { LC_ALL: 'C', ...env } })
  if (answer.exitCode === 0) return
  const why = answer.stderr
    .split('\n')
    .filter((line) => /FAILURE|FATAL|SORRY/.test(line))
    .slice(0, 2)
    .join(' ')
  throw new RunnerError('broken', `xorriso failed: ${why || answer.stderr.slice(-300)}`, {
    hint: 'npx shipshape lab build',
    cause: answer,
  })
}
