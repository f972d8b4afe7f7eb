import type { Observer } from '../kind.ts'

export const observe: Observer<'variable'>['observe'] = async ({ name }, { variable }) => {
  const value = await variable(name)
  return value === undefined ? { kind: 'absent' } : { kind: 'value', value }
}
