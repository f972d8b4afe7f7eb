import { z } from 'zod'
import { canonicalJson } from '../core/hash.ts'
import { sha256Of } from '../host/digest.ts'
import { type Evidence, evidenceFormat, evidenceShape } from './format.ts'
import { type Reading, parse, parseCanonical } from './read-json.ts'

export const toEvidenceFile = (evidence: Evidence): string => `${JSON.stringify(evidence, undefined, 2)}\n`

/** The digest of evidence: of everything in it but the digest itself. */
export const evidenceDigest = (evidence: object): string => sha256Of(canonicalJson({ ...evidence, digest: undefined }))

/** The first format had a `version`. */
const otherFormat = z.union([
  z.looseObject({ version: z.literal(1) }),
  z.looseObject({ format: z.int().refine((format) => format !== evidenceFormat) }),
])

/** The evidence in a file's text, by itself; `compare` says whether it agrees with the rest. */
export const readEvidence = (text: string): Reading<Evidence> => {
  const parsed = parse(text)
  if (parsed.kind !== 'read') return parsed
  if (otherFormat.safeParse(parsed.value).success) return { kind: 'other-format' }
  if (!text.endsWith('\n')) return { kind: 'invalid', why: { kind: 'edited' } }
  const reading = parseCanonical(text.slice(0, -1), evidenceShape, 2)
  if (reading.kind !== 'read' || evidenceDigest(reading.value) === reading.value.digest) return reading
  return { kind: 'invalid', why: { kind: 'digest' } }
}
