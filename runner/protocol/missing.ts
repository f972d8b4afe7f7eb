import type { Lack } from './events.ts'

/** Something that a target would serve and cannot: an image, or the packages that apt-get installs in a container. */
export type Missing = { readonly lack: Lack } &
  /** `name` as a guide types it; with a platform, one of several under that name. */
  ({ readonly kind: 'image'; readonly name: string; readonly platform?: string } | { readonly kind: 'packages' })
