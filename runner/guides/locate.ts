import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mistake } from '../core/mistake.ts'
import { type Place, fromRoot } from './place.ts'

interface Source {
  readonly file: string
  readonly lines: readonly string[]
}

const read = (root: string, path: string): Source => ({
  file: fromRoot(root, path),
  lines: readFileSync(path, 'utf8').split('\n'),
})

/** The files of a guide, its own first. */
const sourcesOf = (root: string, id: string): readonly Source[] => {
  const own = join(root, 'playbooks', `${id}.ts`)
  const parts = globSync(join(root, 'playbooks', id, '**', '*.ts')).toSorted()
  return [own, ...parts].filter((path) => existsSync(path)).map((path) => read(root, path))
}

const beginsStep = /\bstep(?:<[^>]*>)?\(\s*(?:['"`]([^'"`]*)['"`])?/

/** The lines of a step: from its call of `step` up to the next one. */
const linesOfStep = ({ lines }: Source, id: string): { readonly from: number; readonly to: number } | undefined => {
  const nameAt = (at: number): string | undefined => beginsStep.exec(`${lines[at]}\n${lines[at + 1] ?? ''}`)?.[1]
  const from = lines.findIndex((line, at) => beginsStep.test(line) && nameAt(at) === id)
  if (from < 0) return undefined
  const next = lines.findIndex((line, at) => at > from && beginsStep.test(line))
  return { from, to: next < 0 ? lines.length : next }
}

const placeIn = ({ file, lines }: Source, from: number, to: number, near: string | undefined): Place => {
  const words = near?.split('\n')[0]?.trim() ?? ''
  const within = words === '' ? -1 : lines.slice(from, to).findIndex((line) => line.includes(words))
  if (within < 0) return { file, line: from + 1 }
  return { file, line: from + within + 1, column: (lines[from + within]?.indexOf(words) ?? 0) + 1 }
}

/** Where in a guide's files a mistake is, as near as its source shows. */
export const placeOfMistake = (root: string, id: string, { step, near }: Mistake): Place => {
  const sources = sourcesOf(root, id)
  const [own] = sources
  if (own === undefined) return { file: `playbooks/${id}.ts` }
  if (step === undefined) return near === undefined ? { file: own.file } : placeIn(own, 0, own.lines.length, near)
  for (const source of sources) {
    const lines = linesOfStep(source, step)
    if (lines !== undefined) return placeIn(source, lines.from, lines.to, near)
  }
  return { file: own.file }
}
