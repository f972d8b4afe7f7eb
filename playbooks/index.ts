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
  { id: 'first-container', load: async () => (await import('./first-container.ts')).firstContainer },
  { id: 'containers', load: async () => (await import('./containers.ts')).containers },
  { id: 'images', load: async () => (await import('./images.ts')).images },
  { id: 'ports-and-networks', load: async () => (await import('./ports-and-networks.ts')).portsAndNetworks },
  { id: 'volumes', load: async () => (await import('./volumes.ts')).volumes },
  { id: 'registries', load: async () => (await import('./registries.ts')).registries },
  { id: 'limits-and-health', load: async () => (await import('./limits-and-health.ts')).limitsAndHealth },
  { id: 'compose', load: async () => (await import('./compose.ts')).composeGuide },
  { id: 'builds', load: async () => (await import('./builds.ts')).builds },
  { id: 'boot2docker', load: async () => (await import('./boot2docker.ts')).boot2docker },
  { id: 'docker-for-mac', load: async () => (await import('./docker-for-mac.ts')).dockerForMac },
  { id: 'binds-on-a-mac', load: async () => (await import('./binds-on-a-mac.ts')).bindsOnAMac },
  { id: 'arm-on-mac', load: async () => (await import('./arm-on-mac.ts')).armOnMac },
  { id: 'build-for-elsewhere', load: async () => (await import('./build-for-elsewhere.ts')).buildForElsewhere },
  { id: 'windows-on-fusion', load: async () => (await import('./windows-on-fusion.ts')).windowsOnFusion },
]
