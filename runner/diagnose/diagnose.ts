import { spellings } from '../../playbooks/model/spelling.ts'
import type { Cause, Symptom } from '../../playbooks/troubleshooting.ts'
import { render, shownSpelling } from '../core/render.ts'
import { RunnerError } from '../errors.ts'
import type { Reader } from './reader.ts'
import { type Answer, type Asking, shows, spellFor } from './signs.ts'

/** The questions that were asked about one symptom, and the result. */
export interface Finding {
  readonly symptom: Symptom
  readonly asked: readonly { readonly cause: Cause; readonly answer: Answer }[]
  /** The first cause whose signs are all present, with the command that fixes it, ready to be typed. */
  readonly cause?: Cause
  readonly fix?: string
}

/** What the reader has reported. */
export interface Complaint {
  readonly symptom: Symptom
  readonly found: ReadonlyMap<string, string>
}

/** Looks for the causes of a symptom on this computer, until the first one is found. */
export const examine = async ({ symptom, found }: Complaint, reader: Reader, isSaid: boolean): Promise<Finding> => {
  const asking: Asking = { reader, found, isSaid }
  const asked: { cause: Cause; answer: Answer }[] = []
  for (const cause of symptom.causes) {
    const answer = await shows(cause, asking)
    asked.push({ cause, answer })
    if (answer === 'yes') return { symptom, asked, cause, fix: await fixFor(cause, asking) }
  }
  return { symptom, asked }
}

/** A value that the error does not contain is shown by its name. */
const fixFor = async ({ fix }: Cause, asking: Asking): Promise<string> =>
  render(fix, 'command', (await spellFor([fix], asking)) ?? shownSpelling(spellings.lab))

/** Every cause that can be found without an error message. */
export const examineAll = async (symptoms: readonly Symptom[], reader: Reader): Promise<readonly Finding[]> => {
  const findings: Finding[] = []
  for (const symptom of symptoms) findings.push(await examine({ symptom, found: new Map() }, reader, false))
  return findings.filter(({ cause }) => cause !== undefined)
}

/** The reported symptom. When none of its causes is found, the engine may be unreachable altogether. */
export const examineComplaint = async (
  complaint: Complaint,
  symptoms: readonly Symptom[],
  reader: Reader,
): Promise<readonly Finding[]> => {
  const own = await examine(complaint, reader, true)
  if (own.cause !== undefined || (await reader.engine()).answer === 'answers') return [own]
  const others = await examineAll(symptoms, reader)
  return others.length === 0 ? [own] : others
}

/** A client that is missing, or whose endpoint cannot be examined, is a cause in itself. */
export const needClient = async (reader: Reader): Promise<RunnerError | undefined> => {
  try {
    await reader.endpoint()
    return undefined
  } catch (error) {
    if (error instanceof RunnerError) return error
    throw error
  }
}
