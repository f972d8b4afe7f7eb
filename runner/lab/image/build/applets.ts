import { RunnerError } from '../../../errors.ts'

/** The first names of the list, in order. */
const beginning = Buffer.from('[\0[[\0acpid\0')

/**
 * The names of all applets of a busybox, as `busybox --list` prints them, read from the binary: it contains them
 * as NUL-terminated names in order (busybox's include/applet_tables.h), so it need not be executed and may be
 * for another architecture. RunnerError('broken') when there is no such list.
 */
export const applets = (busybox: Buffer): readonly string[] => {
  const start = busybox.indexOf(beginning)
  if (start < 0)
    throw new RunnerError('broken', 'The list of applets in Debian’s busybox has an unknown format.', {
      hint: 'npx shipshape lab build --again',
    })
  const names: string[] = []
  for (let at = start; ;) {
    const end = busybox.indexOf(0, at)
    const name = busybox.toString('latin1', at, end)
    if (!/^[\w[.+-]+$/.test(name) || (names.at(-1) ?? '') >= name) return names
    names.push(name)
    at = end + 1
  }
}
