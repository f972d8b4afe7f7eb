import type { APIRoute, GetStaticPaths } from 'astro'
import { guideScript } from '../../runner/by-hand/script.ts'
import { playbooks } from '../loaded.ts'
import { handGuide } from '../markdown/hand-guide.ts'
import { siteUrl } from '../project.ts'

export const getStaticPaths = (() =>
  playbooks.map(({ id }) => ({ params: { guide: id }, props: { id } }))) satisfies GetStaticPaths

/** A guide as a script for bash, with its checks. */
export const GET: APIRoute<{ id: string }> = ({ props: { id } }) => {
  const playbook = playbooks.find((each) => each.id === id)
  if (playbook === undefined) return new Response(undefined, { status: 404 })
  const { steps, asked } = handGuide(playbook)
  const before = [`${new URL(`/${id}/`, siteUrl).href} says what it needs before it is run.`, playbook.changes.en]
  return new Response(guideScript({ title: playbook.title, before, asked, steps }))
}
