import type { Observer } from '../kind.ts'

export const observe: Observer<'machine'>['observe'] = async (_check, { machineState }) => {
  const state = await machineState()
  return state === 'absent' ? { kind: 'absent' } : { kind: 'state', state }
}
