const cut = (line: string, most: number): string =>
  line.length <= most ? line : `${line.slice(0, most / 2)} … ${line.slice(-most / 2)}`

/** A text in one line, its middle left out when it is long. */
export const inOneLine = (text: string, most = 160): string =>
  cut(text.replace(/\s*\n$/, '').replace(/\n+/g, ' ⏎ '), most)
