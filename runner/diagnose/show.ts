import type { RunnerError } from '../errors.ts'
import type { Finding } from './diagnose.ts'
import type { Answer } from './signs.ts'

const pageOf = (symptom: string): string => `Page “troubleshooting”, section “${symptom}”`
const plain = (text: string): string => text.replaceAll('`', '')

const stepOf = ({ cause }: Finding, guideOf: (step: string) => string | undefined): readonly string[] => {
  const step = cause?.step?.id
  const guide = step === undefined ? undefined : guideOf(step)
  return guide === undefined ? [] : [`Explained by step “${step ?? ''}”: npx shipshape show ${guide} ${step ?? ''}`]
}

/** One symptom as text: its cause, the explanation, and the one command that fixes it. */
export const findingText = (finding: Finding, guideOf: (step: string) => string | undefined): string => {
  const { symptom, cause, fix = '', asked } = finding
  if (cause === undefined) {
    const open = asked.filter(({ answer }) => answer === 'unknown')
    const more =
      open.length === 0
        ? []
        : [
            `${open.length} of its causes cannot be examined automatically. Check them yourself: ${open.map(({ cause: { ask } }) => ask.pieces.join('…')).join('; ')}`,
          ]
    return [`✓ ${symptom.title.en}: no sign of it on this computer.`, ...more, pageOf(symptom.title.en)].join('\n  ')
  }
  return [`✗ ${symptom.title.en}`, plain(cause.because.en), `Run this: ${fix}`, ...stepOf(finding, guideOf)].join(
    '\n  ',
  )
}

/** The same as JSON. */
export interface FindingData {
  readonly symptom: string
  readonly title: string
  readonly cause?: string
  readonly because?: string
  /** The one command that fixes it. */
  readonly fix?: string
  /** The step of a guide that explains it. */
  readonly step?: string
  readonly asked: readonly { readonly cause: string; readonly answer: Answer }[]
}

export const findingData = ({ symptom, cause, fix, asked }: Finding): FindingData => ({
  symptom: symptom.id,
  title: symptom.title.en,
  ...(cause === undefined
    ? {}
    : {
        cause: cause.id,
        because: plain(cause.because.en),
        ...(fix === undefined ? {} : { fix }),
        ...(cause.step === undefined ? {} : { step: cause.step.id }),
      }),
  asked: asked.map(({ cause: { id }, answer }) => ({ cause: id, answer })),
})

/** The text for a client that cannot name its endpoint: nothing else can be examined then. */
export const noClientText = ({ message, hint }: RunnerError): string => `✗ ${message}\n  Run this: ${hint}`

/** The same as JSON. */
export const noClientData = ({ message, hint }: RunnerError): FindingData => ({
  symptom: 'no-client',
  title: 'The Docker client does not reach an engine',
  cause: 'client',
  because: message,
  fix: hint,
  asked: [{ cause: 'client', answer: 'yes' }],
})
