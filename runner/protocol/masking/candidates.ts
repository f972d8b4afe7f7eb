import { type Spelling, mostBetween } from './spellings.ts'

/** Characters of a spelling that are compared: few, for there are many spellings. */
const compared = 4

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

/** The beginnings of a writing with which a text may end: `%` and `%2` of `%2B`. */
const beginnings = (writing: string): readonly string[] =>
  Array.from({ length: writing.length - 1 }, (_each, index) => writing.slice(0, index + 1))

const patternOf = ({ units, between }: Spelling): string => {
  const gap = between === '' ? '' : `[${between}]{0,${mostBetween}}`
  return units.slice(0, compared).reduceRight((rest, writings, index) => {
    const whole = `(?:${writings.map(literal).join('|')})${rest}`
    const cut = writings.flatMap(beginnings).map((each) => `${literal(each)}$`)
    const unit = [whole, ...cut].join('|')
    if (index === 0) return `(?:${unit})`
    return `${gap}(?:$|${unit})`
  }, '')
}

const keyLine: Spelling = { units: Array.from('-----BEGIN', (each) => [each]), between: '', as: '' }

/** Finds each position at which one of the spellings may begin, quickly; a match is not one yet. */
export const candidatesOf = (spellings: readonly Spelling[], keys: boolean): RegExp | undefined => {
  const patterns = [...spellings, ...(keys ? [keyLine] : [])].map(patternOf)
  return patterns.length === 0 ? undefined : new RegExp([...new Set(patterns)].join('|'), 'g')
}
