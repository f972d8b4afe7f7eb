import type { APIRoute, GetStaticPaths } from 'astro'
import type { Playbook } from '../../../playbooks/model/index.ts'
import { playbooks } from '../../loaded.ts'
import { pasteGuide } from '../../paste/paste-guide.ts'

export const getStaticPaths = (() =>
  playbooks.map((guide) => ({ params: { guide: guide.id }, props: { guide } }))) satisfies GetStaticPaths

/** What a page needs to judge the output that a reader pastes. */
export const GET: APIRoute<{ readonly guide: Playbook }> = ({ props: { guide } }) => Response.json(pasteGuide(guide))
