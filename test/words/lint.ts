import { join } from 'node:path'
import { paths } from './banned.ts'
import { complaintsBelow } from './find.ts'

/** Refuses banned words: `node test/words/lint.ts [PATH…]`. Exit code 1 when there are any. */
const [...given] = process.argv.slice(2)
const complaints = complaintsBelow(join(import.meta.dirname, '../..'), given.length === 0 ? paths : given)
if (complaints.length > 0) {
  console.error(`${complaints.join('\n')}\n${complaints.length} banned words; the list is test/words/banned.ts.`)
  process.exitCode = 1
}
