import type { Language } from '../../playbooks/model/index.ts'
import type { Diagram } from './diagram.ts'
import { type Drawing, layOut } from './layout.ts'

/** Each layout of a diagram, with the name of its file. */
export interface DiagramFile extends Drawing {
  readonly layout: 'wide' | 'narrow'
  readonly file: string
}

/** A short name that is another one when the picture is another one. */
const hashOf = (text: string): string => {
  let hash = 5381
  for (const character of text) hash = (hash * 33 + (character.codePointAt(0) ?? 0)) >>> 0
  return hash.toString(36)
}

/** The files of a diagram in one language. */
export const filesOf = ({ source }: Diagram, language: Language): readonly [DiagramFile, DiagramFile] => {
  const { wide, narrow } = layOut(source[language])
  return [fileOf('wide', wide), fileOf('narrow', narrow)]
}

const fileOf = (layout: DiagramFile['layout'], drawing: Drawing): DiagramFile => ({
  ...drawing,
  layout,
  file: `${hashOf(drawing.svg)}.svg`,
})
