/** A guide that there was once, and the guides that have its steps now, in the order in which a reader learns. */
export interface FormerGuide {
  readonly id: string
  readonly now: readonly [string, ...string[]]
}

/** Guides that readers may still ask for by their old names. */
export const formerGuides: readonly FormerGuide[] = [
  {
    id: 'docker-basics',
    now: ['containers', 'images', 'ports-and-networks', 'volumes', 'registries', 'limits-and-health'],
  },
]
