import type { ByHand } from '../kind.ts'

export const byHand: ByHand<'output'> = ({ stream, match }) => ({ kind: 'printed', stream, match })
