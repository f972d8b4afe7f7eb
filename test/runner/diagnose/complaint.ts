import { recognise, symptoms } from '../../../playbooks/troubleshooting.ts'
import { type Complaint, type Finding, examine } from '../../../runner/diagnose/diagnose.ts'
import { type Reader, readerOf } from '../../../runner/diagnose/reader.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

/** A reader with an empty home. */
export const readerAt = (dockerHost: string, more: Readonly<Record<string, string>> = {}): Reader =>
  readerOf({ PATH: process.env['PATH'] ?? '', HOME: temporaryFolder(), DOCKER_HOST: dockerHost, ...more })

/** What these words report. Throws for words that no symptom has. */
export const complaintOf = (words: string): Complaint => {
  const complaint = recognise(words, symptoms)
  if (complaint === undefined) throw new Error(`nobody knows “${words}”`)
  return complaint
}

/** What is found for a reader who reports these words. */
export const ask = (words: string, reader: Reader): Promise<Finding> => examine(complaintOf(words), reader, true)
