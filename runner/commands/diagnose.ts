import type { Command } from 'commander'
import type { Symptom } from '../../playbooks/troubleshooting.ts'
import type { Complaint } from '../diagnose/diagnose.ts'
import type { Reader } from '../diagnose/reader.ts'
import type { FindingData } from '../diagnose/show.ts'
import type { RunnerError } from '../errors.ts'
import { type Catalogue, realCatalogue, thisCheckout } from './catalogue.ts'
import { print, printJson } from './say.ts'
import { exitCodes } from '../setup/exit-codes.mjs'

interface Flags {
  readonly json?: boolean
}

const examples = `
Examples:
  $ npx shipshape diagnose
  $ npx shipshape diagnose "curl: (7) Failed to connect to localhost port 8800: Connection refused"
  $ npx shipshape diagnose cannot-connect

It only looks: nothing is changed, pulled or started.
Exit code: 0 when nothing is wrong, 1 when a cause was found, 64 when nobody knows the symptom.`

const clean = (env: NodeJS.ProcessEnv): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

const diagnose = async (words: string | undefined, { json = false }: Flags, catalogue: Catalogue): Promise<void> => {
  const { assertLoads } = await import('../guides/examine.ts')
  await assertLoads(await thisCheckout(), 'troubleshooting')
  const [{ symptoms }, { readerOf }, { needClient }] = await Promise.all([
    import('../../playbooks/troubleshooting.ts'),
    import('../diagnose/reader.ts'),
    import('../diagnose/diagnose.ts'),
  ])
  const complaint = words === undefined ? undefined : await complaintOf(words, symptoms)
  const reader = readerOf(clean(process.env))
  const unclear = await needClient(reader)
  const printed =
    unclear === undefined ? await printFindings(complaint, symptoms, reader, catalogue) : await printNoClient(unclear)
  if (json) printJson(printed.data, 2)
  else print(printed.text)
  process.exitCode = printed.data.some(({ cause }) => cause !== undefined) ? exitCodes.failed : exitCodes.passed
}

/** The result as text and as JSON. */
interface Printed {
  readonly text: string
  readonly data: readonly FindingData[]
}

const complaintOf = async (words: string, symptoms: readonly Symptom[]): Promise<Complaint> => {
  const { recognise } = await import('../../playbooks/troubleshooting.ts')
  const complaint = recognise(words, symptoms)
  if (complaint === undefined)
    throw await unknownSymptom(
      words,
      symptoms.map(({ id }) => id),
    )
  return complaint
}

const printNoClient = async (unclear: RunnerError): Promise<Printed> => {
  const { noClientData, noClientText } = await import('../diagnose/show.ts')
  return { text: noClientText(unclear), data: [noClientData(unclear)] }
}

const printFindings = async (
  complaint: Complaint | undefined,
  symptoms: readonly Symptom[],
  reader: Reader,
  catalogue: Catalogue,
): Promise<Printed> => {
  const [{ examineAll, examineComplaint }, { findingData, findingText }] = await Promise.all([
    import('../diagnose/diagnose.ts'),
    import('../diagnose/show.ts'),
  ])
  const findings =
    complaint === undefined ? await examineAll(symptoms, reader) : await examineComplaint(complaint, symptoms, reader)
  const { playbooks: guides } = await catalogue.guides()
  const guideOf = (step: string): string | undefined =>
    guides.find(({ steps }) => steps.some(({ id }) => id === step))?.id
  const none = `✓ Nothing is wrong: ${symptoms.length} symptoms were looked for.`
  return {
    text: findings.length === 0 ? none : findings.map((finding) => findingText(finding, guideOf)).join('\n\n'),
    data: findings.map(findingData),
  }
}

const unknownSymptom = async (words: string, known: readonly string[]): Promise<Error> => {
  const [{ RunnerError }, { nearest }] = await Promise.all([import('../errors.ts'), import('../core/nearest.ts')])
  const near = words.length > 40 ? undefined : nearest(words, known)
  return new RunnerError('usage', `Unknown symptom: “${words.slice(0, 80)}”.`, {
    hint:
      near === undefined
        ? `There are: ${known.join(', ')}. Or leave it out: npx shipshape diagnose`
        : `Did you mean “${near}”?`,
  })
}

/** `shipshape diagnose`: names the cause of what the reader sees, by looking at the reader's own computer. */
export const register = (program: Command, catalogue: Catalogue = realCatalogue): void => {
  program
    .command('diagnose [symptom]')
    .description('name the cause of an error on this computer, and the one command that fixes it')
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', examples)
    .action((words: string | undefined, flags: Flags) => diagnose(words, flags, catalogue))
}
