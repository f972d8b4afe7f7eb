import type { APIRoute } from 'astro'
import { llmsText } from '../markdown/llms.ts'

/** The list of all pages, for programs that read them. */
export const GET: APIRoute = () => new Response(llmsText())
