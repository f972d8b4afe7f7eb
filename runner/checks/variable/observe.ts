import type { Observer } from '../kind.ts'

export const observe: Observer<'variable'>['observe'] = async ({ name }, { variable }) => ({
  kind: 'value',
  value: (await variable(name)) ?? 'unset',
})
