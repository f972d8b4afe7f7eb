import type { Words } from './text.ts'

/** What must be there before a playbook or a step can run. `hint` says how to get it. */
export type Need = { readonly hint: Words } & (
  | { readonly kind: 'program'; readonly name: string }
  | { readonly kind: 'feature'; readonly name: Feature }
  /** The kind of computer that the reader has. */
  | { readonly kind: 'computer'; readonly make: 'intel-mac' | 'apple-silicon-mac' }
  | { readonly kind: 'free-disk'; readonly gigabytes: number }
  | { readonly kind: 'free-memory'; readonly gigabytes: number }
  | { readonly kind: 'network'; readonly host: string }
)

/** What a target can do. */
export type Feature = 'host-shell' | 'guest-shell' | 'engine' | 'machine' | 'host-only-network' | 'terminal' | 'windows'
