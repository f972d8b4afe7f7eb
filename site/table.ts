/**
 * A table as Markdown makes it, with what a screen reader needs: a caption, and headers with a scope.
 * The first cell of each row is the header of the row.
 */
export const furnishTable = (html: string, caption: string): string =>
  html
    .replace(/<table>/, `<table><caption>${caption}</caption>`)
    .replaceAll(/<th(?=[\s>])/g, '<th scope="col"')
    .replaceAll(/<tr>(\s*)<td([^>]*)>([\s\S]*?)<\/td>/g, '<tr>$1<th scope="row"$2>$3</th>')
