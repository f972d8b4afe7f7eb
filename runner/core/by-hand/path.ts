import type { Text } from '../../../playbooks/model/text.ts'

/** The folder of a path; undefined for one in the folder where the shell is, or in its home. */
export const parentOf = ({ pieces, values }: Text): Text | undefined => {
  const last = pieces.findLastIndex((piece) => piece.includes('/'))
  if (last === -1) return undefined
  const folder = (pieces[last] ?? '').replace(/\/[^/]*$/, '')
  const kept = [...pieces.slice(0, last), folder]
  return kept.join('') === '~' || kept.join('') === '' ? undefined : { pieces: kept, values: values.slice(0, last) }
}
