import { harmless } from '../../runner/protocol/harmless.ts'
import { part } from '../part.ts'
import { transcriptOf } from '../transcript/transcript.ts'
import { languageOf } from '../words.ts'
import { Answers } from './answers.ts'
import { type Loaded, ReplayClient } from './client.ts'
import { loadJournal } from './load-journal.ts'
import { replayWords } from './words.ts'

/** What a page without a runner does at a click. It is loaded then. */
export interface Player {
  readonly client: ReplayClient
  /** Answers a command that a reader has typed. */
  readonly answer: (command: string) => Promise<void>
}

export const playerFor = (panel: HTMLElement): Player => {
  const say = replayWords[languageOf(panel.dataset['language'] ?? '')]
  let loading: Promise<Loaded> | undefined
  const load = (): Promise<Loaded> => (loading ??= loadJournal(panel.dataset['journal'] ?? ''))
  const pace = part(panel, 'pace') as HTMLSelectElement // the page is built with a choice there
  const client = new ReplayClient({
    load,
    pace: () => (pace.value === 'at-once' ? 'at-once' : 'reading'),
    now: () => Date.now(),
  })
  pace.addEventListener('change', () => {
    if (pace.value === 'at-once') client.finish()
  })
  let answers: Answers | undefined
  const answer = async (command: string): Promise<void> => {
    const loaded = await load()
    if (loaded.kind === 'run') answers ??= new Answers(transcriptOf(loaded.events))
    const found = answers?.to(command)
    const text =
      found === undefined ? say.notRecorded : `${found.output.trimEnd() || say.silent}\n${say.fromStep(found.step)}`
    const screen = part(panel, 'screen')
    screen.append(harmless(`$ ${command}\n${text}\n`))
    screen.scrollTop = screen.scrollHeight
  }
  return { client, answer }
}
