import { z } from 'zod'

/** Incremented when evidence means something else. Evidence of another format proves nothing and is made again. */
export const evidenceFormat = 3

/** SHA-256, in hex. */
export const digestText = z.string().regex(/^[0-9a-f]{64}$/)
export const commitText = z.string().regex(/^[0-9a-f]{40}$/)
export const idText = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/)
export const lineText = z.string().min(1).max(1000)
/** ISO 8601 in UTC, as `toISOString` writes it. */
export const momentText = z.iso.datetime({ precision: 3 })
const duration = z.int().nonnegative()

export const wordsShape = z.strictObject({ en: lineText, 'zh-cn': lineText })

const standInShape = z.strictObject({
  /** As guides name it: `nginx:1.26`. */
  image: lineText,
  /** The image that it was served in place of: `docker.io/library/nginx:1.26`. */
  for: lineText,
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .optional(),
})

const stepShape = z.strictObject({
  id: idText,
  /** Of what decides whether the step passes: `checkedHash`. */
  hash: digestText,
  status: z.enum(['passed', 'failed', 'broken', 'skipped', 'blocked', 'not-reached']),
  milliseconds: duration,
  /** How many commands that the page gives a person were executed after it. Absent in evidence from before that. */
  typedByHand: duration.optional(),
  /** Why it did not pass. */
  why: wordsShape.optional(),
})

/** A report with its provenance, as JSON in `public/evidence/`. Written by the runner, never edited by hand. */
export const evidenceShape = z.strictObject({
  format: z.literal(evidenceFormat),
  /** The runner's version. */
  runner: lineText,
  playbook: idText,
  target: idText,
  /** Of all that the playbook contains: `contentHash`. */
  contentHash: digestText,
  /** Each check was tried before its step. */
  mode: z.literal('verify'),
  /** What imitated the target; null when the target was the real one. */
  rehearsal: wordsShape.nullable(),
  status: z.enum(['passed', 'failed', 'broken', 'blocked', 'incomplete', 'cancelled']),
  /** How many of the guide's steps were to be run; `of` is all of them. */
  scope: z.strictObject({ steps: duration, of: duration }),
  startedAt: momentText,
  finishedAt: momentText,
  /** Of the whole run, by a clock that is never set back. */
  milliseconds: duration,
  /** The commit that was checked out; null where there was no repository. */
  commit: commitText.nullable(),
  /** Files of the playbooks, the runner and the lock file that differed from the commit. */
  dirty: z.array(lineText).max(100),
  computer: z.strictObject({ system: lineText, release: lineText, architecture: lineText }),
  /** The VM: hypervisor, version, accelerator. */
  description: lineText,
  /** Kernel, engine and client versions, image digests. */
  details: z.record(z.string().max(80), lineText),
  standIns: z.array(standInShape).max(100),
  /** What was missing on the computer. */
  missing: z.array(z.strictObject({ what: wordsShape, hint: wordsShape })).max(100),
  steps: z.array(stepShape).min(1).max(1000),
  /** The recording of the same run: its file, and the SHA-256 of that file. */
  recording: z.strictObject({ file: lineText, digest: digestText }).nullable(),
  /** The journal of the same run, without what it would reveal of the computer: its file, and the SHA-256 of that. */
  journal: z.strictObject({ file: lineText, digest: digestText }),
  /** SHA-256 of all of the above as canonical JSON. It finds a careless edit; it is no signature. */
  digest: digestText,
})

export type Evidence = Readonly<z.infer<typeof evidenceShape>>
export type StandIn = Evidence['standIns'][number]

/** What must be described of a target besides its VM, so that a run can be repeated. */
export const neededDetails: Readonly<Record<string, readonly string[]>> = {
  lab: ['image', 'kernel', 'engine', 'client'],
  engine: ['engine'],
}

/** The image of Docker Hub that a name stands for. */
export const hubName = (image: string): string =>
  `docker.io/${image.includes('/') ? image : `library/${image}`}${image.includes(':') ? '' : ':latest'}`

export const evidenceFile = (playbook: string, target: string): string => `${playbook}.${target}.json`

/** Has a part of its digest, so that a new recording never replaces the one that older evidence names. */
export const recordingFile = (playbook: string, target: string, digest: string): string =>
  `${playbook}.${target}.${digest.slice(0, 12)}.cast`

/** As `recordingFile`, for the journal of the run. */
export const journalFile = (playbook: string, target: string, digest: string): string =>
  `${playbook}.${target}.${digest.slice(0, 12)}.jsonl`
