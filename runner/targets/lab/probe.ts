/**
 * The lab's observer: a small process inside the namespace that stands for the reader's computer. It reads questions
 * from standard input and answers them concurrently on standard output, one JSON object per line. Its only argument
 * is the folder of the guide's VM.
 */
import { readRecord } from '../../machines/qemu/record.ts'
import { openInside } from './open-inside.ts'
import { serveProbe } from './serve-probe.ts'

const [, , folder] = process.argv
if (folder === undefined) throw new Error('usage: probe.ts MACHINE_FOLDER')

serveProbe({
  ...openInside(folder),
  resumed: async (signal) => {
    const { finishRestore, machineFiles } = await import('../../machines/qemu/index.ts')
    const files = machineFiles(folder)
    const record = await readRecord(files)
    if (record === undefined) throw new Error('there is no machine')
    await finishRestore(files, record, signal)
  },
})
