import type { Playbook } from './model/index.ts'

/** A guide, which is imported only when it is asked for: one that does not load must not cost the others. */
export interface Guide {
  /** Also the name of its file: `playbooks/ID.ts`. */
  readonly id: string
  readonly load: () => Promise<Playbook>
}

/** All guides, in the order in which a reader learns. */
export const guides: readonly Guide[] = [
  // One a line.
  { id: 'boot2docker', load: async () => (await import('./boot2docker.ts')).boot2docker },
  { id: 'docker-basics', load: async () => (await import('./docker-basics.ts')).dockerBasics },
  { id: 'docker-for-mac', load: async () => (await import('./docker-for-mac.ts')).dockerForMac },
  { id: 'arm-on-mac', load: async () => (await import('./arm-on-mac.ts')).armOnMac },
  { id: 'windows-on-fusion', load: async () => (await import('./windows-on-fusion.ts')).windowsOnFusion },
]
