/** What a module does besides exporting data, in the thread in which it is tried. */
export interface Effects {
  /** What was done since the last call, as an error that was made where it was done; undefined when nothing was. */
  readonly take: () => Error | undefined
}

/** What keeps a program running, or does something later in it. */
const handles = /^(?:Timeout|Immediate|\w*(?:Server|Socket|Process|Pipe|Watcher|FSEvent|Signal|Stat)\w*)$/

const openHandles = (): readonly string[] => process.getActiveResourcesInfo().filter((kind) => handles.test(kind))

/** Those that a second list has beyond the first. */
const added = (first: readonly string[], second: readonly string[]): readonly string[] => {
  const rest = [...first]
  return second.filter((kind) => {
    const at = rest.indexOf(kind)
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
}

/**
 * Notes what the program that imports the module would suffer, too, and refuses what would reach it from this thread: a
 * signal. The module sees it as an exception, which it may catch.
 */
export const noteEffects = (): Effects => {
  const noted: Error[] = []
  const note = (what: string): Error => {
    const error = new Error(`${what} while it is imported. A guide is data: it runs nothing.`)
    noted.push(error)
    return error
  }
  for (const stream of [process.stdout, process.stderr])
    stream.write = () => {
      note('It prints something')
      return true
    }
  process.kill = () => {
    throw note('It sends a signal')
  }
  let before = openHandles()
  return {
    take: () => {
      const now = openHandles()
      const [left] = added(before, now)
      before = now
      if (left !== undefined) note(`It leaves something running (${left})`)
      if (process.exitCode !== undefined) note('It sets the exit code of the program')
      process.exitCode = undefined
      return noted.splice(0)[0]
    },
  }
}
