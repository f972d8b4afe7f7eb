import type { Playbook, TargetId } from '../playbooks/model/index.ts'

/**
 * Targets that no program can drive yet: what is written for them alone has never been run. A test holds this to be
 * true.
 */
export const undriven: ReadonlySet<TargetId> = new Set(['fusion'])

/** Whether a run can prove the guide. */
export const isProvable = ({ targets }: Playbook): boolean => !targets.every((target) => undriven.has(target))
