import type { Problem } from './events.ts'

/** Something that a target cannot serve: an image, or the packages that apt-get installs in a container. */
export type Unavailable = { readonly problem: Problem } &
  /** `name` as in guides; with a platform, one of several under that name. */
  ({ readonly kind: 'image'; readonly name: string; readonly platform?: string } | { readonly kind: 'packages' })
