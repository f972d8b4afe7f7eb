import type { Note } from '../../playbooks/errata.ts'
import type { Language, Step } from '../../playbooks/model/index.ts'
import type { Symptom } from '../../playbooks/troubleshooting.ts'
import { stepMarkdown } from '../../runner/by-hand/step-markdown.ts'
import { fence, inlineCode, listItem } from '../../runner/by-hand/markdown.ts'
import { stepProof } from '../evidence/step-proof.ts'
import type { Diagram } from '../diagrams/diagram.ts'
import { showNote } from '../errata.ts'
import { playbooks } from '../loaded.ts'
import { guideOf } from '../shown.ts'
import type { StepLink } from '../step-link.ts'
import { showSymptom } from '../symptoms.ts'
import { phrases } from '../words.ts'
import { handGuide } from './hand-guide.ts'

export const stepText = async (step: Step, language: Language): Promise<string> => {
  const guide = guideOf(step, playbooks)
  const index = guide.steps.indexOf(step)
  const hand = handGuide(guide).steps[index]
  if (hand === undefined) throw new Error(`The plan of “${guide.id}” has no step “${step.id}”.`)
  const proof = await stepProof(step, guide.id, guide.targets[0])
  return stepMarkdown(
    hand,
    {
      number: index + 1,
      title: step.title,
      ...(proof?.output === undefined ? {} : { proven: { day: proof.day, output: plain(proof.output) } }),
      ...(step.onMac === undefined ? {} : { onMac: step.onMac }),
    },
    language,
  )
}

/** Without colours and other control sequences (ECMA-48). */
const plain = (printed: string): string =>
  printed.replaceAll(/\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g, '').trimEnd()

export const asideText = (title: string, body: string): string =>
  [...(title === '' ? [] : [`**${title}**`, '']), ...body.trim().split('\n')]
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')

export const diagramText = ({ title, description }: Diagram, language: Language): string =>
  `*${phrases[language].of(title[language])}* ${description[language]}`

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

const symptomWords = {
  en: { seen: 'Error message', ask: 'Run', answer: 'If', because: 'Cause', fix: 'Fix', step: 'See step' },
  'zh-cn': { seen: '报错', ask: '运行', answer: '如果', because: '原因', fix: '解决', step: '见步骤' },
} as const

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
  return [of(say.seen).trim(), fence('text', symptom.texts.join('\n')), ...causes].join('\n\n')
}
