/** Two words with a gap between them, as between the columns of a table. */
const gap = /\S {2,}\S/

/** Whether an output is a table, such as that of `docker ps`: most of its lines have columns. */
export const hasColumns = (text: string): boolean => {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.length > 1 && lines.filter((line) => gap.test(line)).length > lines.length / 2
}
