import type { APIRoute, GetStaticPaths } from 'astro'
import { symptoms } from '../../../playbooks/troubleshooting.ts'
import { knownErrors } from '../../search/known-errors.ts'
import { phrases } from '../../words.ts'

export const getStaticPaths = (() =>
  Object.keys(phrases).map((language) => ({ params: { language }, props: { language } }))) satisfies GetStaticPaths

/** What a page needs to find an error that a reader pastes. */
export const GET: APIRoute<{ readonly language: keyof typeof phrases }> = ({ props: { language } }) =>
  Response.json(knownErrors(symptoms, language))
