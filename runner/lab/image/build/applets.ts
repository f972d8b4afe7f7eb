import { RunnerError } from '../../../errors.ts'

/** The first names of the list, in its order. */
const beginning = Buffer.from('[\0[[\0acpid\0')

/**
 * The names of all programs in a busybox, as `busybox --list` prints them, read from the program itself: it keeps them
 * as one run of NUL-terminated names in order (busybox's include/applet_tables.h), and nothing of it has to be
 * executed, whatever processor it is for. RunnerError('broken') when there is no such list.
 */
export const applets = (busybox: Buffer): readonly string[] => {
  const start = busybox.indexOf(beginning)
  if (start < 0)
    throw new RunnerError('broken', 'Debian’s busybox keeps the names of its programs in an unknown way.', {
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
