/** The weight that an Accept header gives a media type (RFC 9110, 12.5.1); 0 when it does not name it. */
const weightOf = (accept: string, type: string): number => {
  const entry = accept
    .split(',')
    .map((each) => each.split(';').map((part) => part.trim()))
    .find(([name]) => name?.toLowerCase() === type)
  if (entry === undefined) return 0
  const weight = entry.find((part) => part.startsWith('q='))
  return weight === undefined ? 1 : Number(weight.slice(2)) || 0
}

/** Whether Markdown is named, and HTML is not wanted more. Where both are wanted alike, the first one is. */
export const prefersMarkdown = (accept: string): boolean => {
  const [markdown, html] = [weightOf(accept, 'text/markdown'), weightOf(accept, 'text/html')]
  if (markdown !== html || markdown === 0) return markdown > html
  return accept.indexOf('text/markdown') < accept.indexOf('text/html')
}
