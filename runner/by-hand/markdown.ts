/** A text as inline code, between more backticks than it has itself. */
export const inlineCode = (text: string): string => {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const ticks = '`'.repeat(longest + 1)
  const pad = text.startsWith('`') || text.endsWith('`') || text.trim() !== text ? ' ' : ''
  return `${ticks}${pad}${text}${pad}${ticks}`
}

/** A block of code, fenced by more backticks than a line of it begins with. */
export const fence = (info: 'sh' | 'text' | 'powershell', text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/^ *(`+)/gm)].map(([, ticks = '']) => ticks.length))
  const ticks = '`'.repeat(longest + 1)
  return `${ticks}${info}\n${text.replace(/\n$/, '')}\n${ticks}`
}

/** An item of a list, with all of its lines in it. */
export const listItem = (text: string): string => `- ${text.replaceAll(/\n(?=.)/g, '\n  ')}`
