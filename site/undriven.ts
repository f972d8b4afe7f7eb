import type { Playbook, TargetId } from '../playbooks/model/index.ts'

/** Targets that no program can control yet: guides written only for them have never been run. A test verifies that. */
export const undriven: ReadonlySet<TargetId> = new Set(['fusion'])

/** Whether a run can prove the guide. */
export const isProvable = ({ targets }: Playbook): boolean => !targets.every((target) => undriven.has(target))
