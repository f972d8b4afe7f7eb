import { readFileSync, readlinkSync } from 'node:fs'

/** One of the namespaces in which a process lives (namespaces(7)), as a file that nsenter and others take. */
export const namespaceFile = (pid: number, kind: 'user' | 'net' | 'pid'): string => `/proc/${pid}/ns/${kind}`

/** Which process namespace a process lives in: the same text for the same one. undefined without such, as on macOS. */
export const processSpaceOf = (pid: number | 'self'): string | undefined =>
  unlessMissing(() => readlinkSync(`/proc/${pid}/ns/pid`))

/** A setting of the kernel by its name, `kernel.unprivileged_userns_clone`; undefined when this one has none. */
export const kernelSetting = (name: string): string | undefined =>
  unlessMissing(() => readFileSync(`/proc/sys/${name.replaceAll('.', '/')}`, 'utf8').trim())

const unlessMissing = (read: () => string): string | undefined => {
  try {
    return read()
  } catch {
    // There is no such file, its process has ended, or it is not ours to read.
    return undefined
  }
}
