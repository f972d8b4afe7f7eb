import { alike } from '../../../playbooks/model/text.ts'
import type { Observation } from '../target.ts'
import type { Inside } from './inside.ts'

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`

/** A file in the VM, up to 1 MiB. */
export const observeGuestFile = async (inside: Inside, path: string): Promise<Observation> => {
  const { exitCode, stdout } = await inside.exec(`[ -f ${quote(path)} ] || exit 44; head -c 1048576 ${quote(path)}`)
  return exitCode === 0 ? { kind: 'content', content: stdout } : { kind: 'state', state: 'absent' }
}

/** `empty`, `present` (with something in it) or `absent`. */
export const observeGuestFolder = async (inside: Inside, path: string): Promise<Observation> => {
  const { exitCode, stdout } = await inside.exec(`[ -d ${quote(path)} ] || exit 44; ls -A ${quote(path)}`)
  if (exitCode !== 0) return { kind: 'state', state: 'absent' }
  return { kind: 'state', state: stdout === '' ? 'empty' : 'present' }
}

/** Whether a process with this text in its command line runs in the VM. */
export const observeGuestProcess = async (inside: Inside, command: string): Promise<Observation> => {
  // Each line is one process; this shell has the text in its own command line, so it skips itself.
  const script =
    'for f in /proc/[0-9]*/cmdline; do [ "$f" = /proc/$$/cmdline ] || { tr "\\0" " " <"$f"; echo; }; done 2>/dev/null'
  const { stdout } = await inside.exec(script)
  const found = stdout.split('\n').find((line) => line.includes(command))
  return found === undefined
    ? { kind: 'state', state: 'absent' }
    : { kind: 'state', state: 'running', detail: alike(found.trim()) }
}
