import { join } from 'node:path'
import { quote } from '../../quote.ts'

/** The files by which the runner and the living shell meet, in a folder of the session. */
export interface MeetingPlace {
  /** A FIFO: at each prompt the shell waits until it has read a line from it. */
  readonly gate: string
  /** A link to the folder whose files `stdout` and `stderr` the shell opens before it reads its line. */
  readonly streams: string
  /** The code of `setUp`. */
  readonly setUp: string
}

export const meetingPlace = (folder: string): MeetingPlace => ({
  gate: join(folder, 'gate'),
  streams: join(folder, 'streams'),
  setUp: join(folder, 'set-up.sh'),
})

/**
 * `code`: the exit code follows, then the exported variables. `prompt`: that was all of them. `lost`: the shell cannot
 * report, or cannot open the files of its next step.
 */
export type MarkKind = 'code' | 'prompt' | 'answer' | 'lost'

/** An operating system command (ECMA-48) that no terminal knows, with a word that nobody else can guess. */
const markCode = 7331
/** How each mark begins. Its kind follows, the exit code, and a BEL. */
export const markStart = (token: string): string => `\x1b]${markCode};${token};`
const printed = (token: string, kind: MarkKind): string =>
  kind === 'code'
    ? `\\builtin printf '\\033]${markCode};${token};code%s\\007' "$?"`
    : `\\builtin printf '\\033]${markCode};${token};${kind}\\007'`

/** A line that makes the shell print a mark: everything before it has been done. */
export const answerLine = (token: string): string => ` ${printed(token, 'answer')} >/dev/tty`

/** Printed without any command, which the reader may have replaced or disabled: by the error of an expansion. */
const reportLost = (token: string): string =>
  `( \${shipshape_${token}?$'\\033]${markCode};${token};lost\\007'} ) 2>/dev/tty`

/**
 * What the shell does at each prompt, by PROMPT_COMMAND, which keeps `$?`, `$_` and PIPESTATUS as they are: it
 * reports, waits for the next step, and opens its files. All in groups whose output is thrown away, so that `set -x`
 * and a trap for DEBUG show nothing of it in the step. `\builtin` sees no alias of the reader's, and no function but
 * one of its own name; `declare` fails where an assignment to a readonly variable would end everything.
 */
export const atPrompt = (place: MeetingPlace, token: string): string => {
  const code = `{ ${printed(token, 'code')}; } >/dev/tty`
  // A shell whose input is no terminal any more reads its next lines there, and ends with them.
  const hasOtherInput = '[[ ! -t 0 ]]'
  // A signal may end a reading, but hardly twice.
  const canRead = '{ \\builtin read _ <<<1 || \\builtin read _ <<<1; }'
  const reset = '{ \\builtin declare PS1= PS2= || [[ 1 ]]; }'
  const report = `{ \\builtin export -p && ${reset} && ${canRead} && ${printed(token, 'prompt')}; } >/dev/tty`
  const meet = `${code} && { ${hasOtherInput} || { ${report} && ${wait(place)}; }; } || ${reportLost(token)}`
  return `{ ${meet}; } >/dev/null 2>&1; ${open(place, token)}`
}

/**
 * Repeated because signals end the reading, and every few seconds, so that a shell that ignores SIGHUP ends when its
 * terminal is gone, as it would if it read from it. It also ends when somebody has deleted the gate, through which the
 * next step would come. Opened for writing too, the gate makes nobody wait.
 */
const wait = ({ gate }: MeetingPlace): string => {
  const endIfLost = `{ >/dev/tty && [[ -p ${quote(gate)} ]]; } || \\builtin kill -KILL $$`
  return `until { ${endIfLost}; } && \\builtin read -t 5 -r _ <>${quote(gate)}; do [[ 1 ]]; done`
}

/**
 * `\exec` where a function is named `command`; `\builtin exec` would last for its own line only. A shell that cannot
 * open its files says so and executes nothing more, until it is killed or its terminal is gone.
 */
const open = ({ streams }: MeetingPlace, token: string): string => {
  const [stdout, stderr] = [`${streams}/stdout`, `${streams}/stderr`].map(quote)
  const files = `>>${stdout} 2>>${stderr}`
  const noCommand = '{ \\builtin declare -F command || ! \\builtin command :; } >/dev/null 2>&1'
  const opens = `if ${noCommand}; then \\exec ${files}; else \\command exec ${files}; fi`
  const isOpen = `[[ /dev/fd/19 -ef ${stdout} ]]`
  const stop = `{ ${reportLost(token)}; while >/dev/tty; do [[ 1 ]]; done; \\builtin kill -KILL $$; }`
  return `${opens}; { ${isOpen} || ${stop}; } 19>&1 >/dev/null 2>&1`
}

/**
 * The code that a new shell sources. bash makes the gate in less time than Node would start a program. Without history
 * expansion, because a step is run as it is shown; without a history file, which is the reader's own. As the second of
 * several prompt commands (since bash 5.1) ours survives `PROMPT_COMMAND=…`, which sets the first.
 */
export const setUp = (place: MeetingPlace, cwd: string, token: string): string => `set +H
PATH=$PATH:/usr/bin:/bin \\builtin command mkfifo -m 600 ${quote(place.gate)} || exit
unset HISTFILE
PS1= PS2=
PROMPT_COMMAND=${quote(atPrompt(place, token))}
((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] > 500)) && PROMPT_COMMAND=([1]="$PROMPT_COMMAND")
history -c
cd -- ${quote(cwd)} && unset OLDPWD
`
