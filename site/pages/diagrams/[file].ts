import type { APIRoute, GetStaticPaths } from 'astro'
import type { Diagram } from '../../diagrams/diagram.ts'
import { type DiagramFile, filesOf } from '../../diagrams/files.ts'
import { imageOf } from '../../diagram.ts'
import theme from '../../styles/theme.css?raw'

const modules = import.meta.glob<Record<string, unknown>>('../../diagrams/*.ts', { eager: true })

const isDiagram = (thing: unknown): thing is Diagram =>
  typeof thing === 'object' && thing !== null && 'source' in thing && 'description' in thing

/** A picture that is the same in both languages is one file. */
export const getStaticPaths = (() => {
  const diagrams = Object.values(modules).flatMap((module) => Object.values(module).filter(isDiagram))
  const files = diagrams.flatMap((diagram) => [...filesOf(diagram, 'en'), ...filesOf(diagram, 'zh-cn')])
  return [...new Map(files.map((drawing) => [drawing.file, drawing])).values()].map((drawing) => ({
    params: { file: drawing.file },
    props: { drawing },
  }))
}) satisfies GetStaticPaths

/** One layout of a diagram. */
export const GET: APIRoute<{ drawing: DiagramFile }> = ({ props: { drawing } }) =>
  new Response(imageOf(drawing, theme), { headers: { 'Content-Type': 'image/svg+xml' } })
