import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Disagreement } from './disagreement.ts'
import { commitText, digestText, evidenceShape, idText } from './format.ts'
import { readText } from './load.ts'
import { evidenceDigest } from './read-evidence.ts'
import { parse, parseCanonical } from './read-json.ts'

/** Earlier evidence, which was replaced: a line of JSON each, in the order in which it was replaced. */
export const historyFile = 'history.jsonl'

const entryShape = z.strictObject({
  guide: idText,
  target: idText,
  /** When the run began. */
  day: z.iso.date(),
  commit: commitText.nullable(),
  status: evidenceShape.shape.status,
  /** Of the whole run. */
  milliseconds: evidenceShape.shape.milliseconds,
})

/** What is remembered of a run whose evidence was replaced. */
export type EarlierRun = Readonly<z.infer<typeof entryShape>>

/** What each format of evidence has had since there was a digest. */
const oldShape = z.looseObject({
  ...{ playbook: idText, target: idText, digest: digestText, startedAt: evidenceShape.shape.startedAt },
  ...{ commit: entryShape.shape.commit, status: entryShape.shape.status, milliseconds: entryShape.shape.milliseconds },
})

/** What is remembered of evidence, of this or an earlier format; undefined when it is damaged. */
export const earlierRun = (evidence: string): EarlierRun | undefined => {
  const parsed = parse(evidence)
  const old = parsed.kind === 'read' ? oldShape.safeParse(parsed.value) : undefined
  if (old?.success !== true || evidenceDigest(old.data) !== old.data.digest) return undefined
  const { playbook: guide, target, startedAt, commit, status, milliseconds } = old.data
  return { guide, target, day: startedAt.slice(0, 10), commit, status, milliseconds }
}

/** Adds a line in one write, so that two runs at a time lose none. */
export const remember = (folder: string, run: EarlierRun): Promise<void> =>
  appendFile(join(folder, historyFile), `${JSON.stringify(run)}\n`)

export interface History {
  readonly runs: readonly EarlierRun[]
  /** Each line that is not as the runner writes it, and so is left out, counted from 1. */
  readonly problems: readonly { readonly line: number; readonly why: Disagreement }[]
}

const mostBytes = 1024 * 1024

/** The earlier runs in a folder of evidence, the oldest first. */
export const readHistory = async (folder: string): Promise<History> => {
  const found = await readText(join(folder, historyFile), mostBytes)
  if (found.kind === 'missing') return { runs: [], problems: [] }
  if (found.kind === 'invalid') return { runs: [], problems: [{ line: 1, why: found.why }] }
  const readings = found.text
    .trimEnd()
    .split('\n')
    .map((line) => parseCanonical(line, entryShape, 0))
  return {
    runs: readings.flatMap((reading) => (reading.kind === 'read' ? [reading.value] : [])),
    problems: readings.flatMap((reading, index) =>
      reading.kind === 'invalid' ? [{ line: index + 1, why: reading.why }] : [],
    ),
  }
}
