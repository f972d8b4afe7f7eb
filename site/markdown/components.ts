import type { CoveredNote } from '../../playbooks/coverage.ts'
import type { Note, Source } from '../../playbooks/errata.ts'
import type { Language, Playbook, Step, TargetId } from '../../playbooks/model/index.ts'
import type { Symptom } from '../../playbooks/troubleshooting.ts'
import { type StepNotes, stepMarkdown } from '../../runner/by-hand/step-markdown.ts'
import { fence, inlineCode, listItem } from '../../runner/by-hand/markdown.ts'
import { keptRecording } from '../evidence/kept.ts'
import { stepProof } from '../evidence/step-proof.ts'
import type { HandAction } from '../../runner/core/by-hand/hand-action.ts'
import type { Diagram } from '../diagrams/diagram.ts'
import { showCovered } from '../coverage.ts'
import { showNote } from '../errata.ts'
import { playbooks } from '../loaded.ts'
import { guideOf } from '../shown.ts'
import type { StepLink } from '../step-link.ts'
import { recordingRemarks, recordingTitle } from '../recording/caption.ts'
import { stepsBetween } from '../recording/steps.ts'
import { recordingWords } from '../recording/words.ts'
import { showSymptom } from '../symptoms.ts'
import { isProvable } from '../undriven.ts'
import { type Phrases, phrases } from '../words.ts'
import { handGuide } from './hand-guide.ts'
import { symptomWords } from '../words/symptom.ts'

export const stepText = async (step: Step, language: Language): Promise<string> => {
  const guide = guideOf(step, playbooks)
  const index = guide.steps.indexOf(step)
  const hand = handGuide(guide).steps[index]
  if (hand === undefined) throw new Error(`The plan of “${guide.id}” has no step “${step.id}”.`)
  const proof = await stepProof(step, guide.id, guide.targets[0])
  const say = phrases[language]
  const unproven = hand.action.kind === 'person' ? say.neverDone : say.neverRun
  return stepMarkdown(
    hand,
    {
      number: index + 1,
      title: step.title,
      ...(proof?.output === undefined ? {} : { proven: { day: proof.day, output: plain(proof.output) } }),
      ...(isProvable(guide) ? {} : { unproven }),
      others: otherHandActions(guide, index, say),
      ...(step.onMac === undefined ? {} : { onMac: step.onMac }),
    },
    language,
  )
}

/** What is done in a step on the guide's other targets, where it is not the same. */
const otherHandActions = (guide: Playbook, index: number, say: Phrases): NonNullable<StepNotes['others']> => {
  const actionOn = (target: TargetId): HandAction | undefined => handGuide(guide, target).steps[index]?.action
  const [first, ...others] = guide.targets
  const usual = JSON.stringify(actionOn(first))
  return others.flatMap((target) => {
    const action = actionOn(target)
    if (action === undefined || JSON.stringify(action) === usual) return []
    return [{ target: say.onTarget(say.targets[target]), action }]
  })
}

/** Without colours and other control sequences (ECMA-48). */
const plain = (printed: string): string =>
  printed.replaceAll(/\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g, '').trimEnd()

export const asideText = (title: string, body: string): string =>
  [...(title === '' ? [] : [`**${title}**`, '']), ...body.trim().split('\n')]
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')

export const diagramText = ({ title, description }: Diagram, language: Language): string =>
  `*${phrases[language].of(title[language]).trim()}* ${description[language]}`

/** Where the recording of these steps is; nothing where there is none. Its text is under the steps. */
export const recordingText = async (from: Step, to: Step, language: Language): Promise<string> => {
  const guide = guideOf(from, playbooks)
  const kept = keptRecording(guide.id, guide.targets[0])
  if (kept === undefined) return ''
  const { sentence, space } = phrases[language]
  const remarks = await recordingRemarks(kept.cast, stepsBetween(guide, from, to), language)
  return [
    sentence(recordingTitle(from, to, language)),
    remarks.recorded,
    ...(remarks.changed === undefined ? [] : [`**${remarks.changed}**`]),
    `[${recordingWords[language].file}](${kept.address})`,
  ].join(space)
}

const links = (of: readonly StepLink[]): string => of.map(({ href, text }) => `[${text}](${href})`).join(', ')

const runsText = (runs: readonly { readonly text: string; readonly isCode: boolean }[]): string =>
  runs.map(({ text, isCode }) => (isCode ? inlineCode(text) : text)).join('')

const noteWords = {
  en: { then: 'Then', now: 'Now', shown: 'Shown by', source: 'Source' },
  'zh-cn': { then: '当时', now: '如今', shown: '步骤', source: '来源' },
} as const

export const noteText = (note: Note, language: Language): string => {
  const { of } = phrases[language]
  const say = noteWords[language]
  const items = showNote(note, playbooks, language).map(({ said, now, proofs, recipes, sources }) =>
    listItem(
      [
        `${of(say.then)}${runsText(said)}`,
        `${of(say.now)}${runsText(now)}`,
        ...(proofs.length + recipes.length === 0 ? [] : [`${of(say.shown)}${links([...proofs, ...recipes])}`]),
        ...sources.map(({ url, title }) => `${of(say.source)}[${title}](${url})`),
      ].join('\n\n'),
    ),
  )
  return [note.about[language], ...items].join('\n\n')
}

/** A list: what a note says, and the links to where it is taught. */
export const coverageText = (note: CoveredNote, language: Language): string =>
  showCovered(note, playbooks, language)
    .map((shown) => listItem(`${phrases[language].of(runsText(shown.item))}${links(shown.links.map(toPage))}`))
    .join('\n')

/** The corrections are items of a list in Markdown, which have no anchors. */
const toPage = (link: StepLink): StepLink => ({ ...link, href: link.href.replace(/(errata\/)#.*/, '$1') })

const sourceLink = ({ url, title }: Source): StepLink => ({ href: url, text: title })

export const symptomText = (symptom: Symptom, language: Language): string => {
  const { of } = phrases[language]
  const say = symptomWords[language]
  const causes = showSymptom(symptom, playbooks, language).map(({ ask, answer, because, fix, step }) =>
    listItem(
      [
        of(say.ask).trim(),
        fence('sh', ask),
        `${of(say.answer)}${runsText(answer)}`,
        `${of(say.because)}${runsText(because)}`,
        of(say.fix).trim(),
        fence('sh', fix),
        ...(step === undefined ? [] : [`${of(say.step)}${links([step])}`]),
      ].join('\n\n'),
    ),
  )
  return [
    of(say.seen).trim(),
    fence('text', symptom.texts.join('\n')),
    ...causes,
    ...(symptom.sources === undefined ? [] : [`${of(say.sources)}${links(symptom.sources.map(sourceLink))}`]),
    of(say.diagnose).trim(),
    fence('sh', `npx shipshape diagnose ${symptom.id}`),
  ].join('\n\n')
}
