import type { TargetId } from './playbook.ts'
import type { FactName } from './text.ts'

/** How a command on a page spells the facts that are known only when it runs. */
export type Spelling = { readonly [name in FactName]: string }

/** How each target spells its facts. Pages cannot ask the target, because it is Node code. */
export const spellings = {
  lab: { address: '"$(boot2docker ip)"', user: 'docker', dockerHost: 'tcp://"$(boot2docker ip)":2376' },
  engine: {
    address: 'localhost',
    user: '"$USER"',
    dockerHost: '"$(docker context inspect --format {{.Endpoints.docker.Host}})"',
  },
  fusion: {
    address: '"$(vmrun -T fusion getGuestIPAddress "$VM" -wait)"',
    user: 'Administrator',
    dockerHost: 'tcp://"$(vmrun -T fusion getGuestIPAddress "$VM" -wait)":2376',
  },
} as const satisfies { readonly [id in TargetId]?: Spelling }
