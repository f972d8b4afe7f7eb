import { join } from 'node:path'
import { quote } from '../../quote.ts'

/** The files by which the runner and the living shell meet, in a folder of the session. */
export interface MeetingPlace {
  /** A FIFO: at each prompt the shell waits until it has read a line from it. */
  readonly gate: string
  /** Written at each prompt: the exit code, and the exported variables as bash prints them. */
  readonly exitCode: string
  readonly exported: string
  /** Links to the files of the current step; the shell opens them before it reads its line. */
  readonly stdout: string
  readonly stderr: string
  /** The code of `setUp`. */
  readonly setUp: string
}

export const meetingPlace = (folder: string): MeetingPlace => ({
  gate: join(folder, 'gate'),
  exitCode: join(folder, 'exit-code'),
  exported: join(folder, 'exported.sh'),
  stdout: join(folder, 'stdout'),
  stderr: join(folder, 'stderr'),
  setUp: join(folder, 'set-up.sh'),
})

/** An operating system command (ECMA-48) that no terminal knows, with a word that nobody else can guess. */
const markCode = 7331
export type MarkKind = 'prompt' | 'answer'
export const mark = (token: string, kind: MarkKind): string => `\x1b]${markCode};${token};${kind}\x07`
const printed = (token: string, kind: MarkKind): string =>
  `\\builtin printf '\\033]${markCode};${token};${kind}\\007' >/dev/tty`

/** A line that makes the shell print a mark: everything before it has been done. */
export const answerLine = (token: string): string => ` ${printed(token, 'answer')}`

/**
 * What the shell does at each prompt, by PROMPT_COMMAND, which keeps `$?`, `$_` and PIPESTATUS as they are: it reports,
 * waits for the next step, and opens its files. All in one group whose output is thrown away, so that `set -x` and a
 * trap for DEBUG show nothing of it in the step. `\builtin` sees no function and no alias of the reader's. The reading
 * is repeated because TMOUT and signals end it.
 */
const atPrompt = ({ gate, exitCode, exported, stdout, stderr }: MeetingPlace, token: string): string =>
  `{ \\builtin printf %s "$?" >|${quote(exitCode)}; \\builtin export -p >|${quote(exported)}; PS1= PS2=; ${printed(token, 'prompt')}; ` +
  `until \\builtin read -r _ <${quote(gate)}; do \\builtin :; done; } >/dev/null 2>&1; \\exec >>${quote(stdout)} 2>>${quote(stderr)}`

/**
 * The code that a new shell sources. Without history expansion, because a step is run as it is shown; without a history
 * file, which is the reader's own. As the second of several prompt commands (since bash 5.1) ours survives
 * `PROMPT_COMMAND=…`, which sets the first.
 */
export const setUp = (place: MeetingPlace, cwd: string, token: string): string => `set +H
unset HISTFILE
PS1= PS2=
PROMPT_COMMAND=${quote(atPrompt(place, token))}
((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] > 500)) && PROMPT_COMMAND=([1]="$PROMPT_COMMAND")
history -c
cd -- ${quote(cwd)} && unset OLDPWD
`
