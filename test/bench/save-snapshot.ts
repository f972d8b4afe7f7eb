/**
 * Saves a running machine as QEMU before 9.0 does, into its disk. A program of its own, for it runs in the lab's
 * namespace.
 */
import { diskNode } from '../../runner/machines/qemu/arguments.ts'
import { machineFiles } from '../../runner/machines/qemu/files.ts'
import { savedSnapshot } from '../../runner/machines/qemu/launch.ts'
import { changeRecord } from '../../runner/machines/qemu/record.ts'
import { withQmp } from '../../runner/machines/qemu/state.ts'

const files = machineFiles(process.argv[2] ?? '')
await withQmp(files, async (qmp) => {
  await qmp.saveSnapshot(savedSnapshot, diskNode)
  await changeRecord(files, { left: 'saved', memory: undefined })
  await qmp.quit()
})
