import type { Check } from '../../playbooks/model/check.ts'
import type { Step } from '../../playbooks/model/playbook.ts'
import type { Text } from '../../playbooks/model/text.ts'
import type { Mistake } from './mistake.ts'
import { checksOf } from './variants.ts'

/** The name of a container or network that a check looks for. */
const nameIn = (check: Check): Text | undefined => {
  switch (check.kind) {
    case 'container':
    case 'network':
      return check.name
    case 'inspect':
      return check.of === 'container' || check.of === 'network' ? check.name : undefined
    case 'container-file':
    case 'published-port':
      return check.container
    default:
      return undefined
  }
}

const looksLikeId = ({ pieces, values }: Text): boolean => values.length === 0 && /^[0-9a-f]+$/.test(pieces.join(''))

/**
 * Names of containers and networks that may be the beginning of an ID. Where nothing has the name, the engine takes it
 * for one, and `docker rm` removes somebody else's container.
 */
export const nameMistakes = (step: Step): readonly Mistake[] => {
  const names = checksOf(step)
    .map(nameIn)
    .filter((name) => name !== undefined)
    .filter(looksLikeId)
    .map(({ pieces }) => pieces.join(''))
  return [...new Set(names)].map((name) => ({
    what: `a check looks for “${name}”, which Docker also takes for the beginning of an ID.`,
    fix: 'Choose a name with a letter after “f”, or a hyphen.',
    near: name,
  }))
}
