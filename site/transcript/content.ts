import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { Language } from '../../playbooks/model/index.ts'
import { harmless } from '../../runner/protocol/harmless.ts'
import type { CheckReport } from '../../runner/protocol/report.ts'
import { placeOf } from '../place.ts'
import { colouredOf } from '../recording/coloured.ts'
import { verdictOf } from '../runner/verdict.ts'
import { folderOf, inWords, phrases, type Phrases } from '../words.ts'
import type { Transcript, TranscriptStep } from './transcript.ts'
import { transcriptWords, type TranscriptWords } from './words.ts'

/** What a transcript needs besides its events. */
export interface ContentOptions {
  readonly language: Language
  /** The title of a step of the guide that the run was of; undefined where the page does not know the guide. */
  readonly titleOf: (step: string) => string | undefined
}

interface Say {
  readonly phrases: Phrases
  readonly own: TranscriptWords
}

/** A transcript as elements, which are written as HTML while the site is built, and become nodes in a browser. */
export const contentOf = ({ report, steps }: Transcript, options: ContentOptions): readonly Element[] => {
  const say = { phrases: phrases[options.language], own: transcriptWords[options.language] }
  const place = placeOf(report.target?.description ?? '')[options.language]
  const { status } = report
  const verdict =
    status === 'running' || status === 'waiting' ? say.own.notEnded : verdictOf({ ...report, status }, say.phrases)
  return [
    h('p.transcript-run', [safe(say.own.run(report.playbook, (report.startedAt ?? '').slice(0, 10), place))]),
    h('p.transcript-verdict', { dataStatus: status }, [safe(say.phrases.sentence(verdict))]),
    ...(report.why === undefined ? [] : [h('p.why', [safe(report.why[options.language])])]),
    ...steps.map((step) => stepOf(step, report.playbook, options, say)),
  ]
}

/** Texts of a run may hide or reorder nothing. */
const safe = (text: string): string => harmless(text)

const stepOf = (step: TranscriptStep, guide: string, { language, titleOf }: ContentOptions, say: Say): Element => {
  const { report, number } = step
  const [title, anchor] = [titleOf(report.id), `step-${report.id}`]
  const isRun = step.startedAt !== undefined
  return h(
    'section.transcript-step',
    { id: anchor, dataStatus: report.status, dataStep: report.id, dataTitle: title },
    [
      h('h2', [
        h('a', { href: `#${anchor}` }, [`${number}. ${title ?? report.id}`]),
        ' ',
        h('span.status', [say.phrases.stepStatus[report.status]]),
      ]),
      h('p.transcript-facts', [
        ...factsOf(step, say),
        ...(title === undefined
          ? []
          : [' · ', h('a', { href: `/${folderOf(language)}${guide}/#${anchor}` }, [say.own.inGuide])]),
      ]),
      ...(report.why === undefined ? [] : [h('p.why', [safe(report.why[language])])]),
      ...(isRun
        ? [commandOf(report.actual ?? ''), ...outputOf(step, say.own), ...checksOf(report.checks, language, say)]
        : []),
      ...undoOf(step, language, say),
    ],
  )
}

const factsOf = ({ startedAt, report }: TranscriptStep, { phrases: words, own }: Say): readonly string[] => {
  if (startedAt === undefined) return [own.notRun]
  const { exitCode, milliseconds } = report
  const facts = [
    own.at(startedAt.slice(11, 19)),
    ...(milliseconds === undefined ? [] : [`${words.took} ${inWords(milliseconds, words)}`]),
    ...(exitCode === undefined ? [] : [exitCode === null ? words.ended : words.exitCode(exitCode)]),
    ...(report.endedShell === true ? [words.endedShell] : []),
  ]
  return [facts.join(' · ')]
}

const commandOf = (line: string): Element => h('pre.transcript-command', { tabIndex: 0 }, [h('code', [safe(line)])])

/** Longer outputs are folded. */
const mostLines = 12

const outputOf = ({ written }: TranscriptStep, own: TranscriptWords): readonly Element[] => {
  const text = written.map((each) => each.text).join('')
  if (text === '') return [h('p.transcript-silent', [own.silent])]
  const screen = h(
    'pre.transcript-output',
    { tabIndex: 0 },
    written.flatMap(({ stream, text: piece }) => {
      const parts = partsOf(piece)
      return stream === 'stderr' ? [h('span.stderr', parts)] : parts
    }),
  )
  const lines = text.trimEnd().split('\n').length
  return lines <= mostLines ? [screen] : [h('details', [h('summary', [own.lines(lines)]), screen])]
}

const partsOf = (text: string): ElementContent[] =>
  colouredOf(text).map(({ text: value, classes }) =>
    classes.length === 0 ? { type: 'text', value } : h('span', { className: [...classes] }, [value]),
  )

const checksOf = (checks: readonly CheckReport[], language: Language, say: Say): readonly Element[] => {
  if (checks.length === 0) return []
  const wrong = checks.filter(({ verdict }) => verdict.holds !== true).length
  const summary = `${say.phrases.of(say.own.checks(checks.length))}${wrong === 0 ? say.own.allHold : say.own.notAllHold(wrong)}`
  return [
    h('details.checks', { open: wrong > 0 }, [
      h('summary', [summary]),
      h(
        'ul',
        checks.map((check) => checkOf(check, language, say.phrases)),
      ),
    ]),
  ]
}

const checkOf = ({ assertion, verdict }: CheckReport, language: Language, words: Phrases): Element => {
  const [label, seen] = verdict.holds === null ? [words.reason, verdict.reason] : [words.saw, verdict.saw]
  const expected = verdict.holds === false ? ` · ${words.expected} ${verdict.expected[language]}` : ''
  return h('li', { dataVerdict: String(verdict.holds ?? 'cannot-look') }, [
    `${safe(assertion[language])} `,
    h('span.verdict', [safe(`${label} ${seen[language]}${expected}`)]),
  ])
}

const undoOf = (
  { undo, report }: TranscriptStep,
  language: Language,
  { phrases: words, own }: Say,
): readonly Element[] => {
  const failed =
    report.undo !== undefined && report.undo !== 'running' && !report.undo.clean ? report.undo.saw : undefined
  return [
    ...(undo === undefined ? [] : [h('p.transcript-undo', [`${own.undoneBy} `, h('code', [safe(undo)])])]),
    ...(failed === undefined ? [] : [h('p.why', [safe(`${words.notUndone} ${failed[language]}`)])]),
  ]
}
