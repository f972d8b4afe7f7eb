import type { Observer } from '../kind.ts'

export const observe: Observer<'machine'>['observe'] = async (_check, { machineState }) => ({
  kind: 'state',
  state: await machineState(),
})
