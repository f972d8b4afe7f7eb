import type { Check, CommandCheck, WorldCheck } from '../../playbooks/model/check.ts'

/** A world check with its texts rendered. */
export type Rendered<T> = T extends { readonly pieces: readonly string[]; readonly values: readonly unknown[] }
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Rendered<Item>[]
    : T extends object
      ? { readonly [key in keyof T]: Rendered<T[key]> }
      : T
export type ActualCheck = Rendered<Check>
export type ActualWorldCheck = Rendered<WorldCheck>
export type ActualCommandCheck = Rendered<CommandCheck>
