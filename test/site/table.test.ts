import { expect, test } from 'vitest'
import { furnishTable } from '../../site/table.ts'

test('a table gets its caption, and every header says of what', () => {
  const made =
    '<table><thead><tr><th></th><th>Port</th></tr></thead><tbody><tr><td><a ' +
    'href="x">nginx</a></td><td>80</td></tr>\n<tr>\n<td>apache</td><td>81</td></tr></tbody></table>'
  expect(furnishTable(made, 'Ports')).toBe(
    '<table><caption>Ports</caption><thead><tr><th scope="col"></th><th ' +
      'scope="col">Port</th></tr></thead><tbody><tr><th scope="row"><a href="x">nginx</a></th><td>80</td></tr>\n' +
      '<tr>\n<th scope="row">apache</th><td>81</td></tr></tbody></table>',
  )
})
