import type { Judged } from './lighthouse.ts'
import { type Measured, categories } from './measure.ts'

/** The lowest scores, the greatest Cumulative Layout Shift, and the LCP as a multiple of bare Starlight's. */
export const budgets = { compressed: 100, plain: 95, cls: 0, lcpRatio: 1.2 } as const

const ratioOf = ({ compressed, bareLcp }: Measured): number => compressed.lcp / bareLcp

const low = ({ scores }: Judged, least: number, server: string): readonly string[] =>
  categories.flatMap((name) => {
    const score = scores[name] ?? 0
    return score < least ? [`${name} ${score} ${server}`] : []
  })

/** What is over its budget, in words; empty for a page that keeps them all. */
export const overBudget = (measured: Measured): readonly string[] => {
  const { compressed, plain } = measured
  const [cls, ratio] = [Math.max(compressed.cls, plain.cls), ratioOf(measured)]
  return [
    ...low(compressed, budgets.compressed, 'compressed'),
    ...low(plain, budgets.plain, 'uncompressed'),
    ...(cls > budgets.cls ? [`CLS ${cls.toFixed(3)}`] : []),
    ...(ratio > budgets.lcpRatio ? [`LCP ${ratio.toFixed(2)} × bare`] : []),
  ]
}

const scoresText = ({ scores }: Judged): string => categories.map((name) => scores[name] ?? 0).join(' ')

const rowOf = (measured: Measured): readonly string[] => {
  const { page, compressed, plain, bareLcp } = measured
  const over = overBudget(measured)
  return [
    page,
    scoresText(compressed),
    scoresText(plain),
    String(Math.round(compressed.lcp)),
    String(Math.round(bareLcp)),
    ratioOf(measured).toFixed(2),
    compressed.cls.toFixed(3),
    over.length === 0
      ? 'ok'
      : [...over, `(${[...new Set([...compressed.weak, ...plain.weak])].join(', ')})`].join(', '),
  ]
}

const head = ['page', 'compressed', 'uncompressed', 'LCP ms', 'bare LCP ms', 'ratio', 'CLS', 'over budget']

/** One table in Markdown, for a terminal and for CI's summary. Scores: speed, accessibility, best practices, SEO. */
export const tableOf = (all: readonly Measured[]): string => {
  const rows = [head, ...all.map(rowOf)]
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [first = [], ...others] = rows
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n')
}
