import { type Ref, type Save, regExpOf } from '../../playbooks/model/index.ts'

/** Names a value: `port.number` of a step, `input.user`, `target.address`. */
export const refKey = (ref: Ref): string => `${ref.from === 'step' ? ref.step : ref.from}.${ref.name}`

/** Values by `refKey`, as the reader’s terminal has printed them or as the reader has typed them. */
export type Values = ReadonlyMap<string, string>

/** The values that a step saves, from what its command has printed. */
export const savedIn = (step: string, saves: { readonly [name: string]: Save }, printed: string): Values =>
  new Map(
    Object.entries(saves).flatMap(([name, save]) => {
      const found = regExpOf(save).exec(printed)
      const value = found?.[1] ?? found?.[0] ?? ''
      return value === '' ? [] : [[refKey({ from: 'step', step, name }), value] as const]
    }),
  )
