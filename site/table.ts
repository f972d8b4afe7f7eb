/**
 * A table as Markdown makes it, with what a reader needs who does not see it at once: a caption, and headers that say
 * of what they are the header. The first cell of each row names the row.
 */
export const furnishTable = (html: string, caption: string): string =>
  html
    .replace(/<table>/, `<table><caption>${caption}</caption>`)
    .replaceAll(/<th(?=[\s>])/g, '<th scope="col"')
    .replaceAll(/<tr>(\s*)<td([^>]*)>([\s\S]*?)<\/td>/g, '<tr>$1<th scope="row"$2>$3</th>')
