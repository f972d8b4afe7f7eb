/** One thing that was measured, and the same of others where they can do it. */
export interface Row {
  readonly what: string
  readonly unit: 'ms' | 's' | 'MB'
  readonly ours: number | undefined
  readonly others: Readonly<Record<string, number | undefined>>
  /** Why there is no figure, or what it means. */
  readonly note?: string
}

const figure = (value: number | undefined, unit: Row['unit']): string => {
  if (value === undefined) return '–'
  return `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)} ${unit}`
}

/** Ours as a multiple of the other's: below 1, ours is the smaller. */
const ratio = (ours: number | undefined, other: number | undefined): string =>
  ours === undefined || other === undefined || other === 0 ? '' : ` (${(ours / other).toPrecision(2)}×)`

const cells = (row: Row, names: readonly string[]): readonly string[] => [
  row.what,
  figure(row.ours, row.unit),
  ...names.map((name) => `${figure(row.others[name], row.unit)}${ratio(row.ours, row.others[name])}`),
  row.note ?? '',
]

/** A table for people. In brackets: ours as a multiple of it. */
export const table = (rows: readonly Row[]): string => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.others)))]
  const lines = [['what', 'shipshape', ...names, ''], ...rows.map((row) => cells(row, names))]
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? '').length))) ?? []
  const render = (line: readonly string[]): string =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  const [head = [], ...body] = lines
  return [render(head), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(render)].join('\n')
}
