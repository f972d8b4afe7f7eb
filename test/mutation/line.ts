/** A word of a command line: where it stands, and what the shell passes on when nothing in it is expanded. */
export interface Word {
  readonly start: number
  readonly end: number
  readonly text: string
  /** `name` of a redirection: `>file`. It is no argument. */
  readonly isRedirection: boolean
}

/** One simple command: words between operators, also inside `$(…)`. */
export interface SimpleCommand {
  readonly words: readonly Word[]
  /** Whether it stands in a `$(…)` of another. */
  readonly isInner: boolean
}

const separator = /^(?:&&|\|\||;;|[;|&\n(){}])/
const redirection = /^\d*(?:>>|>&|<&|>|<)/
const keywords = new Set([
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'for',
  'while',
  'until',
  'do',
  'done',
  'in',
  'case',
  'esac',
  '!',
  'time',
])

interface Scan {
  readonly line: string
  readonly found: SimpleCommand[]
}

/**
 * The simple commands of a line of bash, outermost first. Small on purpose: it knows quotes, `$(…)`, operators,
 * redirections and here-documents, whose text is left alone; what it does not know becomes a word.
 */
export const commandsIn = (line: string): readonly SimpleCommand[] => {
  const scan: Scan = { line, found: [] }
  readCommands(scan, 0, line.length, false)
  return scan.found
}

const readCommands = (scan: Scan, from: number, to: number, isInner: boolean): void => {
  let words: Word[] = []
  let at = from
  const finish = (): void => {
    const meant = words.filter((word, index) => !(keywords.has(word.text) && index === 0))
    if (meant.length > 0) scan.found.push({ words: meant, isInner })
    words = []
  }
  while (at < to) {
    const rest = scan.line.slice(at, to)
    const here = /^<<-?\s*(['"]?)(\w+)\1/.exec(rest)
    const arrow = redirection.exec(rest)
    if (here !== null) at += hereDocument(rest, here)
    else if (/^[ \t]|^\\\n/.test(rest)) at += rest.startsWith('\\') ? 2 : 1
    else if (rest.startsWith('#') && words.length === 0) at += lineEnd(rest)
    else if (arrow !== null) {
      const target = at + arrow[0].length + (/^[ \t]*/.exec(rest.slice(arrow[0].length))?.[0].length ?? 0)
      const end = wordEnd(scan, target, to)
      words.push({ ...wordAt(scan.line, target, end), isRedirection: true })
      at = end
    } else if (isOperator(rest)) {
      finish()
      at += separator.exec(rest)?.[0].length ?? 1
    } else {
      const end = wordEnd(scan, at, to)
      words.push(wordAt(scan.line, at, end))
      at = end
    }
  }
  finish()
}

const isOperator = (rest: string): boolean => separator.test(rest) && !/^[{}][^\s;]/.test(rest)

const lineEnd = (rest: string): number => (rest.includes('\n') ? rest.indexOf('\n') : rest.length)

/** How far a here-document reaches: its own mark, and, once its line is over, its text. */
const hereDocument = (rest: string, mark: RegExpExecArray): number => {
  const end = new RegExp(`^\\t*${mark[2] ?? ''}$`, 'm').exec(rest.slice(mark[0].length))
  return end === null ? mark[0].length : mark[0].length + end.index + end[0].length
}

const wordAt = (line: string, start: number, end: number): Word => ({
  start,
  end,
  text: unquoted(line.slice(start, end)),
  isRedirection: false,
})

const unquoted = (raw: string): string =>
  raw.replace(
    /\\(.)|'([^']*)'|"((?:\\.|[^"\\])*)"/gs,
    (_, escaped?: string, single?: string, double?: string) => escaped ?? single ?? double ?? '',
  )

/** The end of the word that begins here; what stands in its `$(…)` is read as commands of their own. */
const wordEnd = (scan: Scan, start: number, to: number): number => {
  let at = start
  let isQuoted = false
  while (at < to) {
    const rest = scan.line.slice(at, to)
    if (rest.startsWith('\\')) at += 2
    else if (rest.startsWith("'") && !isQuoted) at += singleQuoted(rest)
    else if (rest.startsWith('"')) {
      isQuoted = !isQuoted
      at += 1
    } else if (rest.startsWith('$(')) {
      const length = substitution(rest)
      readCommands(scan, at + 2, at + length - 1, true)
      at += length
    } else if (!isQuoted && (/^[\s<>]/.test(rest) || (separator.test(rest) && !/^[{}]/.test(rest))))
      return Math.max(at, start + 1)
    else at += 1
  }
  return to
}

const singleQuoted = (rest: string): number => {
  const end = rest.indexOf("'", 1)
  return end === -1 ? rest.length : end + 1
}

/** The length of `$(…)`, with those in it. */
const substitution = (rest: string): number => {
  let depth = 0
  for (let at = 1; at < rest.length; at += 1) {
    if (rest[at] === '\\') at += 1
    else if (rest[at] === "'") at += singleQuoted(rest.slice(at)) - 1
    else if (rest[at] === '(') depth += 1
    else if (rest[at] === ')' && --depth === 0) return at + 1
  }
  return rest.length
}
