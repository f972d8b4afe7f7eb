/**
 * Writes a journal that may not be larger than a number of bytes, for ever larger ones: `node on-short-writes.ts
 * FOLDER`. The system then writes a part of a line, as a full disk does. Prints as JSON what was written and is read.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EventBody } from '../../../runner/protocol/events.ts'
import { journalPath } from '../../../runner/runs/folder.ts'
import { makeJournal } from '../../../runner/runs/journal.ts'
import { eventsIn, journalOf } from '../../fixtures/journals.ts'

const [folder = ''] = process.argv.slice(2)

/** The soft limit of this process for the size of a file: setrlimit(2), RLIMIT_FSIZE. */
const allow = (bytes: number | 'unlimited'): void =>
  void execFileSync('prlimit', [`--pid=${process.pid}`, `--fsize=${bytes}:unlimited`])

const bodies: readonly EventBody[] = Array.from({ length: 6 }, (_, at) => ({
  ...{ type: 'saved', step: 'one', name: `n${at}`, value: '🐳'.repeat(at * 3) },
}))

const attempt = (bytes: number): { readonly failed: number; readonly isRight: boolean } => {
  const own = join(folder, String(bytes))
  mkdirSync(own)
  const journal = makeJournal(own)
  let failed = 0
  allow(bytes)
  const written = bodies.flatMap((body) => {
    try {
      return [journal.append(body)]
    } catch {
      // The file may not become larger.
      failed += 1
      return []
    }
  })
  allow('unlimited')
  const last = journal.append({ type: 'saved', step: 'one', name: 'last', value: '' })
  journal.close()
  const text = readFileSync(journalPath(own), 'utf8')
  const all = [...written, last]
  return { failed, isRight: text === journalOf(all) && eventsIn(text).length === all.length }
}

const tries = Array.from({ length: 60 }, (_, at) => attempt(at * 17))
process.stdout.write(JSON.stringify(tries))
