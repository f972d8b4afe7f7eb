import type { CommitFault } from './commit.ts'

/** Why evidence is not believed. `field` is where in its file; each has its text in every language. */
export type Disagreement =
  // The file itself.
  | { readonly kind: 'not-a-file' }
  | { readonly kind: 'too-large'; readonly bytes: number; readonly most: number }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'unknown-field'; readonly field: string }
  | { readonly kind: 'wrong-field'; readonly field: string }
  | { readonly kind: 'edited' }
  | { readonly kind: 'digest' }
  | { readonly kind: 'other-name'; readonly expected: string }
  // The playbook.
  | { readonly kind: 'unknown-guide'; readonly playbook: string }
  | { readonly kind: 'other-steps' }
  | { readonly kind: 'step-changed'; readonly step: string }
  | { readonly kind: 'status'; readonly status: string }
  | { readonly kind: 'scope' }
  // The target.
  | { readonly kind: 'no-driver'; readonly target: string }
  | { readonly kind: 'other-target'; readonly target: string }
  | { readonly kind: 'no-detail'; readonly detail: string }
  | { readonly kind: 'stand-in'; readonly image: string }
  // The recording.
  | { readonly kind: 'recording-missing'; readonly file: string }
  | { readonly kind: 'recording-unreadable'; readonly file: string; readonly why: Disagreement }
  | { readonly kind: 'recording-changed'; readonly file: string }
  | { readonly kind: 'recording-of-another-run'; readonly file: string }
  | { readonly kind: 'recording-steps'; readonly file: string }
  // The journal.
  | { readonly kind: 'journal-missing'; readonly file: string }
  | { readonly kind: 'journal-unreadable'; readonly file: string; readonly why: Disagreement }
  | { readonly kind: 'journal-changed'; readonly file: string }
  | { readonly kind: 'journal-of-another-run'; readonly file: string }
  | { readonly kind: 'journal-steps'; readonly file: string }
  | { readonly kind: 'damaged-line'; readonly line: number }
  // The clock.
  | { readonly kind: 'in-the-future'; readonly at: string }
  | { readonly kind: 'ends-before-it-starts' }
  | { readonly kind: 'durations' }
  // A mutation report.
  | { readonly kind: 'figures' }
  // Git.
  | { readonly kind: 'commit'; readonly fault: CommitFault; readonly commit: string }
  | { readonly kind: 'later-commit'; readonly commit: string }
  | { readonly kind: 'dirty'; readonly paths: readonly string[] }

/** The field of the evidence that a disagreement is about. */
export const fieldOf = (why: Disagreement): string => {
  if ('field' in why) return why.field
  if (why.kind.startsWith('recording-')) return 'recording'
  if (why.kind.startsWith('journal-')) return 'journal'
  return fields[why.kind as keyof typeof fields] // all kinds but those with a field and those about another file
}

type WithField = Extract<Disagreement, { readonly field: string }>['kind']
type OfOtherFile = Extract<Disagreement['kind'], `${'recording' | 'journal'}-${string}`>

const fields: { readonly [kind in Exclude<Disagreement['kind'], WithField | OfOtherFile>]: string } = {
  'not-a-file': '.',
  'too-large': '.',
  'not-json': '.',
  edited: '.',
  'damaged-line': '.',
  digest: 'digest',
  'other-name': 'playbook',
  'unknown-guide': 'playbook',
  'other-steps': 'steps',
  'step-changed': 'steps',
  status: 'status',
  scope: 'scope',
  'no-driver': 'target',
  'other-target': 'target',
  'no-detail': 'details',
  'stand-in': 'standIns',
  'in-the-future': 'finishedAt',
  'ends-before-it-starts': 'finishedAt',
  durations: 'milliseconds',
  figures: 'caught',
  commit: 'commit',
  'later-commit': 'commit',
  dirty: 'dirty',
}
