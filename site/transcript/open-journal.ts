import { toDom } from 'hast-util-to-dom'
import { eventFormat } from '../../runner/protocol/events.ts'
import { readJournal } from '../../runner/protocol/journal.ts'
import type { Language } from '../../playbooks/model/index.ts'
import { contentOf } from './content.ts'
import { transcriptOf } from './transcript.ts'
import { transcriptWords } from './words.ts'

/** What is shown of a file: a run, or why it cannot be shown. */
export type Opened =
  { readonly kind: 'run'; readonly nodes: readonly Node[] } | { readonly kind: 'refused'; readonly why: string }

const mostMegabytes = 16

export interface OpenOptions {
  readonly language: Language
  /** The title of a step of a guide; undefined where the page does not know it. */
  readonly titleOf: (guide: string, step: string) => string | undefined
}

/** Opens the journal in a file. Nothing of a damaged one is shown. */
export const openJournal = async (file: File, { language, titleOf }: OpenOptions): Promise<Opened> => {
  const say = transcriptWords[language]
  const refused = (why: string): Opened => ({ kind: 'refused', why })
  if (file.size > mostMegabytes * 1e6) return refused(say.tooLarge(file.name, mostMegabytes))
  const reading = readJournal(await file.text())
  if (reading.kind === 'damaged') return refused(say.damaged(file.name, reading.line))
  const [first] = reading.events
  // Another version's event need not have a format.
  if (first?.type !== 'run-started' || (first.format as number | undefined) !== eventFormat)
    return refused(say.otherFormat(file.name))
  try {
    const content = contentOf(transcriptOf(reading.events), {
      language,
      titleOf: (step) => titleOf(first.playbook, step),
    })
    return { kind: 'run', nodes: content.map((element) => toDom(element)) }
  } catch {
    // The checksums are right and an event is not what its type says: somebody else wrote it.
    return refused(say.damaged(file.name, 1))
  }
}
