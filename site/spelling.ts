import type { FactName, TargetId } from '../playbooks/model/index.ts'

/**
 * How a page spells what only a machine knows. Each target says the same of itself; pages cannot ask it, for it is
 * made of Node code. A test holds the two together.
 */
export const spellings: { readonly [id in TargetId]?: { readonly [name in FactName]: string } } = {
  lab: { address: '"$(boot2docker ip)"', user: 'docker', dockerHost: 'tcp://"$(boot2docker ip)":2376' },
  engine: { address: 'localhost', user: '"$USER"', dockerHost: '"$(docker context inspect --format {{.Endpoints.docker.Host}})"' },
  fusion: {
    address: '"$(vmrun -T fusion getGuestIPAddress "$VM" -wait)"',
    user: 'Administrator',
    dockerHost: 'tcp://"$(vmrun -T fusion getGuestIPAddress "$VM" -wait)":2376',
  },
}
