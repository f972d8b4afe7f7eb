/** Enough to see how it began … */
const headLength = 8 * 1024
/** … and what it says now. */
const tailLength = 32 * 1024

export interface Clipped {
  readonly head: string
  readonly hiddenKilobytes: number
  readonly tail: string
}

/** A long text is cut between two lines where there are any. */
export const clip = (text: string): Clipped => {
  if (text.length <= headLength + tailLength) return { head: text, hiddenKilobytes: 0, tail: '' }
  const headEnd = text.lastIndexOf('\n', headLength) + 1 || headLength
  const from = text.length - tailLength
  const tailStart = text.indexOf('\n', from) + 1 || from
  const hidden = Math.max(1, Math.round((tailStart - headEnd) / 1024))
  return { head: text.slice(0, headEnd), hiddenKilobytes: hidden, tail: text.slice(tailStart) }
}
