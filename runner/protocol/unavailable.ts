import type { Problem } from './events.ts'

/** Something from outside that a target cannot serve or reach. */
export type Unavailable = { readonly problem: Problem } &
  /** `name` as in guides; with a platform, one of several under that name. */
  (
    | { readonly kind: 'image'; readonly name: string; readonly platform?: string }
    /** All packages that apt-get installs in a container. */
    | { readonly kind: 'packages' }
    /** Exactly what a command names: `nginx:1.99`, a package, another computer. */
    | { readonly kind: 'named'; readonly name: string }
  )
