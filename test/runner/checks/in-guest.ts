import { execa } from 'execa'
import type { LookContext } from '../../../runner/checks/look/context.ts'

/** This computer in the place of the machine. */
export const inGuest: LookContext['inGuest'] = async (command) => {
  const { exitCode, stdout, stderr } = await execa('sh', ['-c', command], { reject: false, stripFinalNewline: false })
  return { exitCode: exitCode ?? 1, stdout, stderr }
}
