import type { APIRoute, GetStaticPaths } from 'astro'
import type { Playbook } from '../../../playbooks/model/index.ts'
import { checkedHash } from '../../../runner/core/hash.ts'
import { playbooks } from '../../loaded.ts'

export const getStaticPaths = (() =>
  playbooks.map((guide) => ({ params: { guide: guide.id }, props: { guide } }))) satisfies GetStaticPaths

/** Enough to see that a step has changed since a reader ticked it. */
const hashLength = 12

/** The hash of what each step of a guide does and what is checked, by its id. */
export const GET: APIRoute<{ readonly guide: Playbook }> = async ({ props: { guide } }) => {
  const hashes = guide.steps.map(async (step) => [step.id, (await checkedHash(step)).slice(0, hashLength)] as const)
  return Response.json(Object.fromEntries(await Promise.all(hashes)))
}
