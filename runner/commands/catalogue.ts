import type { Playbook } from '../../playbooks/model/playbook.ts'
import { nearest } from '../core/nearest.ts'
import { RunnerError } from '../errors.ts'
import type { Part } from '../preparation/part.ts'
import type { Target } from '../targets/target.ts'
import type { SharedScreen } from './terminal.ts'

/** What there is to run, and where. Loaded only when asked for: targets bring much with them. */
export interface Catalogue {
  readonly playbooks: () => Promise<readonly Playbook[]>
  readonly targets: () => Promise<readonly Target[]>
  /** What is prepared behind a served site; nothing when it is left out. */
  readonly parts?: (screen: SharedScreen) => Promise<readonly Part[]>
}

export const realCatalogue: Catalogue = {
  playbooks: async () => (await import('../../playbooks/index.ts')).playbooks,
  targets: async () => (await import('../targets/index.ts')).targets,
  parts: async (screen) => (await import('./parts.ts')).realParts(screen),
}

const unknown = (kind: string, id: string, known: readonly string[]): RunnerError => {
  const near = nearest(id, known)
  return new RunnerError('usage', `There is no ${kind} “${id}”.`, {
    hint: near === undefined ? `There are: ${known.join(', ')}.` : `Did you mean “${near}”?`,
  })
}

/** Throws RunnerError('usage') that names the nearest one. */
export const findGuide = (playbooks: readonly Playbook[], id: string): Playbook => {
  const found = playbooks.find((playbook) => playbook.id === id)
  if (found === undefined)
    throw unknown(
      'guide',
      id,
      playbooks.map((playbook) => playbook.id),
    )
  return found
}

/**
 * The target that was asked for, else the first one that the guide names. Throws RunnerError('usage') for an unknown
 * one.
 */
export const targetFor = (
  targets: readonly Target[],
  { targets: [first] }: Playbook,
  wanted: string | undefined,
): Target => findTarget(targets, wanted ?? first)

/** Throws RunnerError('usage') that names the nearest one. */
export const findTarget = (targets: readonly Target[], id: string): Target => {
  const found = targets.find((target) => target.id === id)
  if (found === undefined)
    throw unknown(
      'target',
      id,
      targets.map((target) => target.id),
    )
  return found
}
