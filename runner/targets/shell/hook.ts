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

/** `code`: the exit code follows, then the exported variables. `prompt`: that was all of them. */
export type MarkKind = 'code' | 'prompt' | 'answer'

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

/**
 * What the shell does at each prompt, by PROMPT_COMMAND, which keeps `$?`, `$_` and PIPESTATUS as they are: it
 * reports, waits for the next step, and opens its files. All in one group whose output is thrown away, so that `set
 * -x` and a trap for DEBUG show nothing of it in the step. `\builtin` and `\command` see no alias of the reader's, and
 * no function but one of their own name; `declare` fails where an assignment to a readonly variable would end
 * everything. The reading is repeated because signals end it, and every few seconds, so that a shell that ignores
 * SIGHUP ends when its terminal is gone, as it would if it read from it. Opened for writing too, the gate makes nobody
 * wait.
 */
export const atPrompt = ({ gate, streams }: MeetingPlace, token: string): string => {
  const report = `${printed(token, 'code')}; \\builtin export -p; \\builtin declare PS1= PS2=; ${printed(token, 'prompt')}`
  const endIfHungUp = '\\builtin : >/dev/tty || \\builtin kill -KILL $$'
  const wait = `until { ${endIfHungUp}; } && \\builtin read -t 5 -r _ <>${quote(gate)}; do \\builtin :; done`
  const open = `\\command exec >>${quote(`${streams}/stdout`)} 2>>${quote(`${streams}/stderr`)}`
  return `{ { ${report}; } >/dev/tty; ${wait}; } >/dev/null 2>&1; ${open}`
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
